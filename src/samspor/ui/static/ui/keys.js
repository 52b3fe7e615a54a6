// With focus inside a `data-position-row`, 1, 2 and 3 choose and go on to the next row; the last one keeps the focus.
(() => {
  const CHOICES = { 1: "green", 2: "yellow", 3: "red" };

  function next(row, chosen) {
    const rows = [...document.querySelectorAll("[data-position-row]:not(:disabled)")];
    const after = rows[rows.indexOf(row) + 1];
    (after?.querySelector("input:checked") ?? after?.querySelector("input") ?? chosen).focus();
  }

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-position-row]:not(:disabled)");
    const value = CHOICES[event.key];
    if (!row || !value || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("textarea, input:not([type=radio])")) return;
    event.preventDefault();
    const radio = row.querySelector(`input[value="${value}"]`);
    if (!radio.checked) radio.click();
    next(row, radio);
  });
})();
