// A row (`[data-save-row]`) whose marks and words are sent one by one. What is typed is on its way at once and says
// so; it goes when the page is put away, again when nobody answered, and the browser asks before it is left unsent.
(() => {
  const AGAIN = [5000, 15000, 30000];
  const held = new WeakMap();
  const of = (row) => held.get(row) ?? held.set(row, { typed: 0, sent: 0, failures: 0 }).get(row);
  const rowOf = (element) => element.closest?.("[data-save-row]");
  const unsent = () => [...document.querySelectorAll("[data-save-row]")].filter((row) => of(row).typed !== of(row).sent);
  const say = (...words) => window.samspor.say(...words);

  function send(row) {
    clearTimeout(of(row).waiting);
    const { sender } = of(row);
    if (sender?.isConnected) window.htmx.trigger(sender, "change"); // as if its field had changed just now
  }

  function failed(row, from, answered) {
    const now = of(row);
    Object.assign(now, { sender: now.sender ?? from, sent: -1 });
    say(row, "failed", answered ? "Ikke gemt – prøv igen" : "Ikke gemt – prøver igen");
    if (answered) return;
    now.waiting = setTimeout(() => send(row), AGAIN[Math.min(now.failures, AGAIN.length - 1)]);
    now.failures += 1;
  }

  document.addEventListener("input", ({ target }) => {
    const row = rowOf(target);
    const sender = target.closest("[hx-post]");
    if (!row?.contains(sender)) return;
    Object.assign(of(row), { sender, typed: of(row).typed + 1 });
    say(row, "saving", "Gemmer …");
  });
  document.addEventListener("samspor:sending", ({ detail: { from } }) => {
    const row = rowOf(from);
    if (row) of(row).sent = of(row).typed;
  });
  document.addEventListener("samspor:sent", ({ detail: { from, successful, status } }) => {
    const row = rowOf(from);
    if (!row) return;
    if (!successful) return failed(row, from, status && status < 500);
    of(row).failures = 0;
    if (of(row).typed === of(row).sent) say(row, "saved", `Gemt kl. ${window.samspor.clock()}`);
  });
  document.addEventListener("submit", ({ target }) => // the form carries them all
    target.querySelectorAll("[data-save-row]").forEach((row) => {
      clearTimeout(of(row).waiting);
      of(row).sent = of(row).typed;
    }));
  document.addEventListener("visibilitychange", () => document.hidden && unsent().forEach(send));
  window.addEventListener("online", () => unsent().forEach(send));
  window.addEventListener("beforeunload", (event) => unsent().length && event.preventDefault());
})();
