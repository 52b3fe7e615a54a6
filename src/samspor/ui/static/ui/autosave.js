// A form with `data-autosave` sends itself when it has been still for a moment, says so in `[data-save-status]`,
// and tries again when the net is gone. What is typed stays in the page the whole time. A form with `data-warn` is
// kept nowhere: the browser asks before it is left.
(() => {
  const STILL = 1500;
  const AGAIN = [5000, 15000, 30000];
  const waiting = new WeakMap();
  const underway = new WeakMap();

  const clock = () => new Date().toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");

  function say(part, state, text) {
    const line = part.querySelector("[data-save-status]");
    if (!line) return;
    line.dataset.state = state;
    line.textContent = text;
  }
  Object.assign(window.samspor, { say, clock });

  function later(form, delay, attempt) {
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => save(form, attempt), delay));
  }

  function failed(form, attempt) {
    say(form, "failed", "Ikke gemt – prøver igen");
    later(form, AGAIN[Math.min(attempt, AGAIN.length - 1)], attempt + 1);
  }

  async function save(form, attempt = 0) {
    waiting.delete(form);
    if (!form.isConnected) return;
    say(form, "saving", "Gemmer …");
    const body = new FormData(form);
    const stop = new AbortController();
    underway.set(form, stop);
    let answer;
    try {
      const headers = { "X-Autosave": "true" };
      answer = await fetch(form.dataset.autosave, { method: "POST", body, headers, signal: stop.signal });
    } catch {
      return stop.signal.aborted ? undefined : failed(form, attempt);
    }
    if (answer.ok && !answer.redirected) {
      delete form.dataset.unsaved;
      document.dispatchEvent(new CustomEvent("samspor:sent", { detail: { successful: true, from: form } }));
      return say(form, "saved", `Gemt kl. ${clock()}`);
    }
    if (answer.status >= 500) return failed(form, attempt);
    say(form, "failed", answer.status === 422 ? "Ikke gemt – der er noget, der skal rettes" : "Ikke gemt");
    if (answer.status !== 422) window.samspor.refused(answer.redirected ? 401 : answer.status);
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave], form[data-warn]");
    if (!form) return;
    form.dataset.unsaved = "";
    if (form.dataset.autosave) later(form, STILL, 0);
  });
  document.addEventListener("submit", (event) => {
    clearTimeout(waiting.get(event.target));
    underway.get(event.target)?.abort();
    delete event.target.dataset.unsaved;
  });
  window.addEventListener("online", () =>
    document.querySelectorAll("form[data-autosave][data-unsaved]").forEach((form) => later(form, 0, 0)));
  document.addEventListener("visibilitychange", () => document.hidden
    && document.querySelectorAll("form[data-autosave][data-unsaved]").forEach((form) => later(form, 0, 0)));
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-unsaved]")) event.preventDefault();
  });
})();
