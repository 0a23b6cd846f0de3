// What a public page adds for the learner who reads it. The hint cookie says that somebody
// is signed in here, so that strangers never pay for the request.
(() => {
  if (!/(^|; )literasi_ada=1/.test(document.cookie)) return;
  const tick = (steps, word) => {
    for (const step of steps) {
      // The learner's own pages come with their ticks.
      for (const link of document.querySelectorAll(`[data-step="${CSS.escape(step)}"]:not(.done)`)) {
        link.classList.add("done");
        link.append(Object.assign(document.createElement("span"), { className: "unseen", textContent: ` (${word})` }));
      }
    }
  };
  // An office's phone: whoever leaves it lying is asked for a card, and so is whoever comes back
  // to a page that the browser kept.
  const lent = () => {
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => location.assign("/masuk"), 10 * 60 * 1000);
    };
    for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, wait, { passive: true });
    wait();
    const form = Object.assign(document.createElement("form"), { method: "post", action: "/keluar" });
    const button = Object.assign(document.createElement("button"), { textContent: "Ganti peserta", className: "second" });
    form.append(button);
    document.querySelector(".top nav")?.append(form);
  };
  const show = (me) => {
    if (!me.nama) return;
    for (const link of document.querySelectorAll("[data-me]")) link.textContent = me.nama;
    if (me.pinjaman) lent();
    tick(me.dibaca, "sudah dibaca");
    tick(me.lulus, "lulus");
    const resume = document.querySelector("[data-resume]");
    if (!resume || !me.lanjut) return;
    resume.querySelector("[data-name]").textContent = me.nama;
    const link = resume.querySelector("a");
    link.href = me.lanjut.url;
    link.textContent = `Lanjutkan: ${me.lanjut.judul}`;
    resume.hidden = false;
  };
  fetch("/saya/ringkas", { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.json() : {}))
    .then(show, () => {});
})();
