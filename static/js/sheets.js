// Quizzes with no signal: a learner's sheets and answers. The ticket in a sheet is the key of its one
// submission.
const Queue = (() => {
  // The hint cookie: 1 and who reads, or 0 and who has left; then "p" on an office's phone, or "k"
  // where the angka kunci is asked again.
  const hint = () => (document.cookie.match(/(?:^|; )literasi_ada=([01])\.(\w+)(?:\.(\w))?/) || ["", "", ""]).slice(1);
  // What cannot be read goes back to be mended: its ticket is not used up.
  const settled = (store, { kunci, jam, luring, ...item }, told) => {
    const pemilik = "pemilik" in told ? told.pemilik : item.pemilik;
    if (told.alasan === "unread") { store("lembar").put({ ...item, pemilik, salah: told.salah }); return; }
    const { judul, bahasa, alamat } = item;
    store("hasil").put({ judul, bahasa, alamat, ...told, kunci, pemilik, sejak: Date.now() });
  };
  // Marks stand only on pages that the server opened for their owner, where the phone may be left lying.
  const hidesMarks = () => !!hint()[2] && !document.querySelector("[data-kind=own]");
  return { ...newQueue("literasi-kuis", hint, true, settled), hidesMarks };
})();

// What waits, and what has come of it; the button sends at once.
(() => {
  const box = document.querySelector("[data-queue]");
  const line = (text) => Object.assign(document.createElement("p"), { textContent: text });
  const result = ({ judul, bahasa, alamat, hasil, nilai, diterima, alasan, kunci }) => {
    const words = box.dataset;
    const link = Object.assign(document.createElement("a"), { textContent: judul, href: hasil || alamat });
    if (bahasa) link.lang = bahasa;
    link.addEventListener("click", (event) => {
      if (!navigator.onLine) return;
      event.preventDefault();
      Queue.forget(kunci).then(() => location.assign(link.href));
    });
    const said = hasil && diterima && !Queue.hidesMarks() ? words.markWord.replace("{n}", nilai) : words[`${diterima ? "kept" : alasan}Word`];
    const row = line(`: ${said}`);
    row.prepend(link);
    return row;
  };
  const show = async () => {
    const [own, all, results] = await Promise.all([Queue.sendable("count"), Queue.count(), Queue.mine("hasil", "getAll")]);
    const waiting = own.reduce((sum, one) => sum + one, 0);
    const said = box.querySelector("[role=status]");
    const lines = [[waiting, "mineWord"], [all - waiting, "othersWord"]].filter(([n]) => n)
      .map(([n, word]) => line(box.dataset[word].replace("{n}", n)));
    results.sort((one, other) => other.sejak - one.sejak);
    said.replaceChildren(...lines, ...results.slice(0, 20).map(result));
    box.querySelector("button").parentElement.hidden = !waiting;
    box.classList.toggle("note", said.hasChildNodes());
  };
  // Many that come at once are shown together.
  let soon;
  const refresh = () => {
    if (!box || soon) return;
    soon = setTimeout(() => { soon = 0; show().catch(() => {}); }, 50);
  };
  document.addEventListener("antrean", refresh);
  if (box) box.querySelector("button").addEventListener("click", () => Queue.send());
  addEventListener("online", () => Queue.send());
  // The browser may keep the page whole for the back button: without what is somebody's.
  addEventListener("pagehide", (event) => { if (box && event.persisted) box.hidden = true; });
  addEventListener("pageshow", (event) => { if (event.persisted) Queue.send(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) Queue.send(); });
  refresh();
  Queue.send();

  // --- The quiz page: the same way out, so that a cut line costs no answer there either.
  const form = document.querySelector("form[data-waits]");
  if (form) {
    form.addEventListener("submit", async (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      const { waits: kirim, owner: pemilik, title: judul, language: bahasa = document.documentElement.lang } = form.dataset;
      const isian = [...new FormData(form)];
      const lembar = form.innerHTML;
      let kunci;
      const look = async () => {
        const [waits, came] = await Promise.all([Queue.get("antrean", kunci), Queue.get("hasil", kunci)]);
        if (waits) { if (waits.luring) location.assign(document.querySelector("[data-ready] a").href); return; }
        document.removeEventListener("antrean", look);
        await (came ? Queue.forget(kunci) : Queue.drop([pemilik, location.pathname]));
        if (came && came.diterima && came.hasil) location.replace(came.hasil);
        else HTMLFormElement.prototype.submit.call(form);
      };
      try {
        kunci = await Queue.put({ kirim, pemilik, judul, bahasa, alamat: location.pathname, lembar }, isian, true);
        document.addEventListener("antrean", look);
        Queue.send(kunci);
      } catch (error) {
        HTMLFormElement.prototype.submit.call(form);
      }
    });
  }
  const place = document.querySelector("[data-prepare]");
  if (!place || !window.indexedDB) return;
  place.hidden = false;
  const button = place.querySelector("button");
  const ready = () => {
    button.hidden = true;
    place.querySelector("[data-ready]").hidden = false;
  };
  const { prepare } = place.dataset;
  Queue.sheet(prepare).then((sheet) => { if (sheet) ready(); }, () => {});
  button.addEventListener("click", () => Queue.prepare(prepare).then(ready, (error) => {
    const { fullWord, failedWord } = place.dataset;
    place.querySelector("[role=status]").textContent = error.name === "QuotaExceededError" ? fullWord : failedWord;
  }));
})();
