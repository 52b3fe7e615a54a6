// The time of day beside an agenda: `[data-clock]` says it while the page is open. Without a script nothing is missing.
(() => {
  const places = document.querySelectorAll("[data-clock]");
  const words = () => new Date().toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const tell = () => places.forEach((one) => { one.textContent = `Klokken er ${words()}`; });
  if (places.length) {
    tell();
    setInterval(tell, 10000);
  }
})();
