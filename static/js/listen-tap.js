// What reads a lesson aloud is fetched at the first tap on "Dengarkan". Where it cannot be, or where
// the browser cannot speak, the link leads to the lesson's recording.
(() => {
  const link = document.querySelector("[data-listen]");
  if (!link || !window.speechSynthesis) return;
  let fetched;
  const fetchIt = () => new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src: link.dataset.listen, onload: done, onerror: failed }));
  });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // Safari lets a page speak only if it begins within the tap: nothing is said, and aloud.
    speechSynthesis.speak(new SpeechSynthesisUtterance(""));
    fetched ??= fetchIt();
    fetched.then(() => Listen.open(link)).catch(() => location.assign(link.href));
  });
})();
