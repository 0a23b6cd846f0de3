// The code of an open door fills the projector; the button is there only where that is possible.
for (const button of document.querySelectorAll("[data-fullscreen]")) {
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", () => document.documentElement.requestFullscreen());
}

// The QR of a session comes anew before it ends to count, whatever becomes of the line meanwhile:
// one that nobody can use any more is worse than none.
for (const box of document.querySelectorAll("[data-fresh]")) {
  const stale = document.querySelector("[data-stale]");
  const again = (seconds) => setTimeout(fetchAnew, Math.min(seconds, 10) * 1000);
  const fetchAnew = async () => {
    let seconds = 5;
    try {
      const answer = await fetch(box.dataset.fresh, { cache: "no-store" });
      if (answer.redirected || answer.status === 404) return location.reload();
      if (!answer.ok) throw new Error(answer.status);
      box.innerHTML = await answer.text();
      seconds = Number(box.firstElementChild.dataset.seconds);
      box.hidden = false;
      stale.hidden = true;
    } catch {
      box.hidden = true;
      stale.hidden = false;
    }
    again(seconds);
  };
  again(Number(box.firstElementChild.dataset.seconds));
}
