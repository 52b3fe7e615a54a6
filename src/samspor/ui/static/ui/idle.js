// Two minutes before the sign-in runs out: a warning with a button that keeps it. Any answer from the server starts
// the time again, also in another tab; not what a page asks for by itself, for that keeps nobody signed in.
(() => {
  const { idleSeconds, idlePing } = document.body.dataset;
  if (!idleSeconds) return;
  const WARN = 120;
  const length = Number(idleSeconds) * 1000;
  let channel;
  let ends;
  let box;

  function restart(tell = true) {
    ends = Date.now() + length;
    box?.remove();
    box = undefined;
    if (tell) channel?.postMessage("alive");
  }

  async function stay(isOut = () => window.samspor.refused(401)) {
    const answer = await fetch(idlePing, { headers: { "HX-Request": "true" } }).catch(() => undefined);
    if (answer?.redirected || [401, 403].includes(answer?.status)) return isOut();
    if (!answer?.ok) return window.samspor.refused(answer?.status ?? 0);
    renew(answer.headers.get("X-CSRF-Token"));
    restart();
  }

  // A new sign-in changes the key against forgery; a page from before it takes the new one, and can be sent.
  function renew(key) {
    if (key) document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = key; });
  }

  function warn() {
    box = document.createElement("section");
    box.className = "alert alert-warning app-idle";
    box.setAttribute("role", "alert");
    box.innerHTML = '<div class="alert-body"><p class="alert-text"></p>'
      + '<button type="button" class="button button-primary">Bliv logget på</button></div>';
    box.querySelector("button").addEventListener("click", () => stay());
    document.querySelector("main").before(box);
    box.querySelector("p").textContent = "Du bliver logget ud om to minutter. Det, du har skrevet, bliver stående på siden.";
  }

  function look() {
    const left = ends - Date.now();
    if (left <= WARN * 1000 && !box) warn();
    if (left <= 0 && box) {
      box.querySelector("p").textContent = "Du er logget ud. Log ind i et nyt faneblad; det, du har skrevet, står her stadig.";
      box.querySelector("button").hidden = true;
    }
  }

  function hear() {
    const wasOut = Date.now() >= ends;
    restart(false);
    if (wasOut) stay();
  }

  // A page kept whole for Back is thrown away, with what was typed, if a message reaches it: it does not listen there.
  function listen() {
    channel?.close();
    channel = "BroadcastChannel" in window ? new BroadcastChannel("samspor-idle") : undefined;
    channel?.addEventListener("message", hear);
  }

  window.addEventListener("pagehide", () => channel?.close());
  // Shown again as it was left: the sign-in and its key may be others by now, and whoever is out sees nothing of it.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    listen();
    stay(() => window.location.reload());
  });
  listen();
  document.addEventListener("samspor:sent", (event) => event.detail.successful && !event.detail.byItself && restart());
  restart();
  setInterval(look, 1000);
})();
