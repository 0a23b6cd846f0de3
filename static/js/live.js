// While a class learns, what changes of its page is fetched again: nothing while the page is hidden
// or paused. Places and focus stay; without this script a reload shows the same.
for (const box of document.querySelectorAll("[data-live]")) {
  const EVERY = 20000;
  const words = box.querySelector("[data-live-words]"), button = box.querySelector("[data-live-button]");
  const address = box.dataset.live + location.search;
  const clock = () => new Date().toTimeString().slice(0, 5).replace(":", ".");
  let tag = "", paused = false, timer = 0, seen = clock();
  const put = (fresh) => {
    const old = document.getElementById(fresh.id);
    const scroller = old.querySelector(".tall"), at = scroller && [scroller.scrollLeft, scroller.scrollTop];
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const link = focused && focused.getAttribute("href");
    old.replaceChildren(...fresh.childNodes);
    const now = old.querySelector(".tall");
    if (now && at) now.scrollTo(...at);
    if (!focused) return;
    const again = link ? old.querySelector(`a[href="${CSS.escape(link)}"]`) : now;
    if (again) again.focus({ preventScroll: true });
  };
  const fetchAgain = async () => {
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = await fetch(address, { headers, cache: "no-store", redirect: "manual" });
    if (answer.status === 200) {
      const parts = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("[data-part]");
      for (const part of parts) put(part);
      tag = answer.headers.get("ETag") || "";
    } else if (answer.status !== 304) {
      return stop("Tidak bisa diperbarui lagi. Muat ulang halaman ini.");
    }
    seen = clock();
    words.textContent = `Diperbarui sendiri, terakhir pukul ${seen}.`;
  };
  const stop = (text) => { paused = true; button.hidden = true; words.textContent = text; };
  const wait = () => { clearTimeout(timer); timer = setTimeout(tick, EVERY); };
  const tick = async () => {
    if (paused || document.hidden) return;
    await fetchAgain().catch(() => { words.textContent = `Belum terhubung. Yang terlihat ini dari pukul ${seen}.`; });
    wait();
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
  button.addEventListener("click", () => {
    paused = !paused;
    button.textContent = paused ? "Perbarui lagi" : "Jeda";
    if (paused) words.textContent = `Dijeda. Yang terlihat ini dari pukul ${seen}.`;
    if (!paused) tick();
  });
  button.hidden = false;
  words.textContent = "Diperbarui sendiri setiap 20 detik.";
  wait();
}
