// With focus inside a `data-position-row`, 1, 2 and 3 choose. Green goes on to the next row; yellow and red go to the
// words of the same row (`data-position-words`), where there are any. From the words, Alt and N go on.
(() => {
  const CHOICES = { 1: "green", 2: "yellow", 3: "red" };

  function next(row, otherwise) {
    const rows = [...document.querySelectorAll("[data-position-row]:not(:disabled)")];
    const after = rows[rows.indexOf(row) + 1];
    (after?.querySelector("input:checked") ?? after?.querySelector("input") ?? otherwise).focus();
  }

  const lineOf = (element) => element.closest("[data-save-row]");
  const wordsOf = (row) => lineOf(row)?.querySelector("[data-position-words]");

  function choose(event) {
    const row = event.target.closest("[data-position-row]:not(:disabled)");
    const value = CHOICES[event.key];
    if (!row || !value || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("textarea, input:not([type=radio])")) return;
    event.preventDefault();
    const radio = row.querySelector(`input[value="${value}"]`);
    if (!radio.checked) radio.click();
    const words = value === "green" ? undefined : wordsOf(row);
    if (words) words.focus();
    else next(row, radio);
  }

  function leaveWords(event) {
    if (!event.altKey || event.code !== "KeyN" || !event.target.matches("[data-position-words]")) return;
    event.preventDefault();
    next(lineOf(event.target).querySelector("[data-position-row]"), event.target);
  }

  document.addEventListener("keydown", choose);
  document.addEventListener("keydown", leaveWords);
})();
