// "Læs op": the page in the browser's own voice, piece by piece, each in the language it is marked with. Only voices
// that are on the machine: others send the words away to be read. Where there is none there is no button. What is folded
// away, and what is there to be pressed or filled in, is not read.
(() => {
  const button = document.querySelector("[data-aloud]");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;
  const [start, stop] = [button.textContent, button.dataset.aloud];
  const LEFT_OUT = "button, .button, .back-link, [hidden], details:not([open]) > :not(summary)";
  const language = (one) => one.closest("[lang]").lang;
  const voice = (lang) => speech.getVoices().find((one) => one.localService && one.lang.slice(0, 2) === lang.slice(0, 2));
  const pieces = () => [...document.querySelectorAll("main :is(h1, h2, p, li, summary, label, legend)")]
    .filter((one) => !one.closest(LEFT_OUT) && !one.querySelector("p, li, button, .button"))
    .filter((one) => one.textContent.trim() && voice(language(one)));
  const say = (on) => { button.textContent = on ? stop : start; };
  const quiet = () => { speech.cancel(); say(false); };
  const read = () => {
    const all = pieces().map((one) => {
      const said = new SpeechSynthesisUtterance(one.textContent.trim().replace(/\s+/g, " "));
      said.lang = language(one);
      said.voice = voice(said.lang);
      return said;
    });
    all.at(-1).onend = () => say(false);
    say(true);
    all.forEach((one) => speech.speak(one));
  };
  const show = () => { button.hidden = !pieces().length; };
  button.addEventListener("click", () => (button.textContent === stop ? quiet() : read()));
  window.addEventListener("pagehide", quiet);
  speech.addEventListener("voiceschanged", show);
  show();
})();
