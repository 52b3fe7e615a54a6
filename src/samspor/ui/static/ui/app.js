// What happens around an answer: the only file that knows htmx's event names.
(() => {
  const SENTENCES = {
    401: "Du er logget ud. Log ind i et nyt faneblad, og prøv så igen her. Det, du har skrevet, står her stadig.",
    403: "Det har du ikke adgang til. Hent siden igen, hvis du mener, det er en fejl.",
    404: "Det findes ikke mere, eller du har ikke adgang. Det, du har skrevet, står her stadig.",
    409: "Nogen har ændret det imens. Hent siden igen i et nyt faneblad, og se, hvad der er nyt.",
    413: "Det er for stort til at blive sendt. Gør teksten eller filen mindre.",
    429: "Du prøver for hurtigt igen. Vent et øjeblik.",
    503: "Samspor starter op igen. Vent et øjeblik, og prøv igen. Det, du har skrevet, står her stadig.",
  };
  const OTHER = "Noget gik galt hos os. Det, du har skrevet, står her stadig. Prøv igen om lidt.";
  const OFFLINE = "Vi kan ikke få fat i serveren. Det, du har skrevet, står her stadig.";

  function toast(text, variant = "error") {
    const box = document.querySelector("[data-toasts]");
    if (!box || [...box.querySelectorAll("[data-toast] p")].some((line) => line.textContent.endsWith(text))) return;
    const made = document.createElement("div");
    made.className = `toast toast-${variant} show`;
    made.dataset.toast = "";
    made.innerHTML = '<div class="toast-icon"></div><div class="toast-message"><p></p>'
      + '<button type="button" class="toast-close" data-toast-close>Luk</button></div>';
    made.querySelector("p").textContent = text;
    box.append(made);
  }

  function focusErrors(scope) {
    const summary = scope.matches?.("[data-error-summary]") ? scope : scope.querySelector("[data-error-summary]");
    summary?.focus();
  }

  // A link in the summary goes to the question; a group of choices is entered at its first box.
  function goToField(event) {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.matches("fieldset") ? field.querySelector("input") ?? field : field).focus();
  }

  // Status 0: nobody answered. An answer may carry its own Danish sentence, percent-encoded, in `X-Sentence`.
  function refused(status, said) {
    toast(said ? decodeURIComponent(said) : status ? SENTENCES[status] ?? OTHER : OFFLINE);
  }

  document.addEventListener("click", (event) => {
    event.target.closest("[data-toast-close]")?.closest("[data-toast]").remove();
    goToField(event);
  });
  document.addEventListener("htmx:responseError", ({ detail: { xhr } }) =>
    refused(xhr.status, xhr.getResponseHeader("X-Sentence")));
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => refused(0));
  // A sign-in page that came instead of the fragment must not be put in its place, and nothing was saved.
  function isElsewhere({ xhr, pathInfo }) {
    const path = new URL(xhr.responseURL || location.href).pathname;
    return path !== pathInfo.requestPath.split("?")[0] && /^\s*<!doctype/i.test(xhr.responseText);
  }
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    document.querySelectorAll("[data-toast]").forEach((made) => made.textContent.includes(OFFLINE) && made.remove());
    if (!isElsewhere(detail)) return;
    detail.shouldSwap = false;
    refused(401);
  });
  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt === document.body) return;
    window.DKFDS?.init({ scope: event.detail.elt });
    focusErrors(event.detail.elt);
  });
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  document.addEventListener("htmx:beforeRequest", ({ target }) => tell("samspor:sending", { from: target }));
  document.addEventListener("htmx:afterRequest", ({ detail, target }) => tell("samspor:sent", {
    successful: detail.successful && detail.xhr.status < 400 && !isElsewhere(detail), // a 422 is shown, and not saved
    status: detail.xhr.status,
    byItself: Boolean(detail.requestConfig?.elt.closest("[data-by-itself]")), // who asked may be gone from the page
    from: target,
  }));
  window.samspor = { toast, refused };
  window.DKFDS?.init();
  focusErrors(document);
})();
