// What a public page adds for the learner who reads it. The hint cookie says that somebody
// is signed in here, so that strangers never pay for the request.
(() => {
  // Addresses and words stand on the bar at the top, in the language of the page. The learner's
  // own pages have it too: on an office's phone they are left lying like any other.
  const bar = document.querySelector("[data-summary]");
  if (!bar) return;
  const { summary, enter, leave, read, passed, change } = bar.dataset;
  const undo = [];
  const forget = () => { while (undo.length) undo.pop()(); };
  const reword = (link, text, href = link.href) => {
    const { textContent, href: before } = link;
    Object.assign(link, { textContent: text, href });
    undo.push(() => Object.assign(link, { textContent, href: before }));
  };
  const tick = (steps, word) => {
    for (const step of steps) {
      // The learner's own pages come with their ticks.
      for (const link of document.querySelectorAll(`[data-step="${CSS.escape(step)}"]:not(.done)`)) {
        const mark = Object.assign(document.createElement("span"), { className: "unseen", textContent: ` (${word})` });
        link.classList.add("done");
        link.append(mark);
        undo.push(() => { link.classList.remove("done"); mark.remove(); });
      }
    }
  };
  // An office's phone: whoever leaves it lying is asked for a card, and so is whoever comes back
  // to a page that the browser kept.
  const lent = () => {
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => location.assign(enter), 10 * 60 * 1000);
    };
    const listening = new AbortController();
    for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, wait, { passive: true, signal: listening.signal });
    wait();
    const form = Object.assign(document.createElement("form"), { method: "post", action: leave });
    const button = Object.assign(document.createElement("button"), { textContent: change, className: "second" });
    form.append(button);
    bar.append(form);
    undo.push(() => { clearTimeout(timer); listening.abort(); form.remove(); });
  };
  const show = (me) => {
    const links = document.querySelectorAll("[data-me]");
    if (me.terkunci) {
      const back = encodeURIComponent(location.pathname + location.search);
      for (const link of links) reword(link, me.terkunci.judul, `${me.terkunci.url}?lanjut=${back}`);
    }
    if (!me.nama) return;
    for (const link of links) reword(link, me.nama);
    if (me.pinjaman) lent();
    tick(me.dibaca, read);
    tick(me.lulus, passed);
    const resume = document.querySelector("[data-resume]");
    if (!resume || !me.lanjut) return;
    const name = resume.querySelector("[data-name]");
    name.textContent = me.nama;
    const link = resume.querySelector("a");
    reword(link, `${link.textContent}: ${me.lanjut.judul}`, me.lanjut.url);
    resume.hidden = false;
    undo.push(() => { resume.hidden = true; name.textContent = ""; });
  };
  const ask = () => {
    if (!/(^|; )literasi_ada=1/.test(document.cookie)) return;
    fetch(summary, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : {}))
      .then(show, () => {});
  };
  ask();
  // The browser may keep the page for the back button. It goes there without what is a learner's,
  // and asks again when it comes out: by then somebody else may hold the phone.
  addEventListener("pagehide", forget);
  addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
})();
