// Pages that were made for one person, once that person is gone or has put the phone down.
(() => {
  const kind = document.querySelector("[data-kind]")?.dataset.kind;
  if (!kind) return;
  // The browser may keep a page as it was for the back button, although it says no-store. It goes
  // into that memory blank, and is fetched anew when it comes out: by then somebody else may hold
  // the phone. Without a signal the browser says so, and shows nothing.
  const whole = document.documentElement;
  addEventListener("pagehide", (event) => { whole.hidden = event.persisted; });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // After the minutes that the learner chose, a page left lying is covered. What was being filled
  // in stays below until the angka kunci is right.
  const cover = document.getElementById("kunci");
  const main = document.querySelector("main");
  if (!cover) return;
  const limit = cover.dataset.minutes * 60e3; // milliseconds
  const form = cover.querySelector("form");
  const [wrong, cut] = form.querySelectorAll("[role=alert]");
  let last = Date.now();
  let tried = false;
  const lock = (locked) => {
    main.hidden = locked;
    cover.hidden = !locked;
    wrong.hidden = cut.hidden = true;
    tried = false;
    form.reset();
    if (locked) cover.querySelector("h1").focus();
    last = Date.now();
  };
  const look = () => { if (cover.hidden && Date.now() - last > limit) lock(true); };
  const use = () => { look(); last = Date.now(); };
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, use, { passive: true, capture: true });
  // A phone that slept runs no timers: it looks when it wakes, too.
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5e3);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const typed = new URLSearchParams(new FormData(form));
    typed.set("di-sini", "ya");
    cut.hidden = wrong.hidden = true;
    // After a second wrong one, or when the session has ended, the whole page says what follows.
    fetch(form.action, { method: "POST", body: typed, redirect: "manual" }).then((answer) => {
      if (answer.status === 204) lock(false);
      else if (answer.status === 422 && !tried) { tried = true; form.reset(); wrong.hidden = false; }
      else form.submit();
    }, () => { cut.hidden = false; });
  }, true);
})();
