// A page that is meant for paper: its button is only here with script. Without it, the browser's own menu prints.
(() => {
  document.addEventListener("click", ({ target }) => target.closest("[data-print]") && window.print());
  document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
})();
