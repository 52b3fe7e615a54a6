// A long text that is to go elsewhere: it selects itself, and a button that is only here with script copies it.
(() => {
  async function copied(field) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      field.focus(); // without leave, or without https: the old way
      field.select();
      return document.execCommand("copy");
    }
  }

  document.addEventListener("focusin", ({ target }) => target.matches("[data-copy-text]") && target.select());
  document.addEventListener("click", async ({ target }) => {
    const box = target.closest("[data-copy]")?.closest("[data-copy-box]");
    if (!box) return;
    const done = await copied(box.querySelector("[data-copy-text]"));
    box.querySelector("[data-copy-said]").textContent = done ? "Kopieret" : "Markér teksten, og tryk Ctrl og C";
  });
  document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });
})();
