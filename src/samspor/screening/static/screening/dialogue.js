// Alt and a letter presses what carries it in `data-alt`: on from child to child without the mouse.
(() => {
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const letter = event.code.replace(/^Key/, "").toLowerCase();
    const meant = /^[a-z]$/.test(letter) && document.querySelector(`[data-alt="${letter}"]`);
    if (!meant) return;
    event.preventDefault();
    meant.click();
  });
})();
