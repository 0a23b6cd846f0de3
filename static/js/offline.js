// Starts the worker that keeps pages on the phone (sw.js), and asks it to keep a module. What is
// kept where is the worker's own affair: pages know only what they may ask.
const Kept = (() => {
  const worker = navigator.serviceWorker;
  const shell = document.querySelector("[data-shell]")?.getAttribute("href");
  // Answers with what the worker gives in the end; rejects with its word for what went wrong.
  const ask = async (message, tell = () => {}) => {
    const { active } = await worker.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve, reject) => {
      port1.onmessage = ({ data }) => {
        if ("bagian" in data) tell(data.bagian);
        else if (data.gagal) reject(data.gagal);
        else resolve(data.hasil);
      };
      active.postMessage(message, [port2]);
    });
  };
  const greet = () => ask({ jenis: "halo", kerangka: shell }).catch(() => {});
  const begin = () => {
    worker.register("/sw.js").then(greet, () => {});
    // A new worker may have to fetch anew what the one before kept.
    worker.addEventListener("controllerchange", greet);
  };
  // The page comes first: what the phone keeps for later waits until it is there.
  if (worker && shell) {
    if (document.readyState === "complete") begin();
    else addEventListener("load", () => setTimeout(begin));
  }
  return { ask, can: !!worker };
})();

(() => {
  if (!Kept.can) return;
  for (const link of document.querySelectorAll("[data-can-save]")) link.hidden = false;
  const places = [...document.querySelectorAll("[data-save]")];
  const words = document.querySelector("#kata-simpan")?.dataset;
  if (!places.length) return;
  const show = (place, isKept) => {
    place.hidden = false;
    place.querySelector("button").hidden = isKept;
    place.querySelector("[data-kept]").hidden = !isKept;
  };
  // Whoever is signed in gets a sheet of the module's quiz along (queue.js).
  const bringQuiz = (address) => {
    if (!/(^|; )literasi_ada=1/.test(document.cookie) || !window.indexedDB) return;
    const prepare = () => Queue.sheet(address).then((sheet) => sheet || Queue.prepare(address)).catch(() => {});
    if (typeof Queue !== "undefined") prepare();
    else document.head.append(Object.assign(document.createElement("script"), { src: words.quizScript, onload: prepare }));
  };
  const save = async (place) => {
    const button = place.querySelector("button");
    const status = place.querySelector("[role=status]");
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    status.textContent = `${words.savingWord} …`;
    // The phone is asked not to throw away what somebody chose to keep.
    navigator.storage?.persist?.().catch(() => {});
    try {
      await Kept.ask({ jenis: "simpan", alamat: place.dataset.save, judul: place.dataset.title }, (part) => {
        // Each change is read aloud, so it says the quarters only.
        const said = `${words.savingWord} … ${Math.floor(part * 4) * 25}%`;
        if (status.textContent !== said) status.textContent = said;
      });
      status.textContent = words.doneWord;
      show(place, true);
      bringQuiz(`${place.dataset.save}/kuis`);
    } catch (reason) {
      status.textContent = words[`${reason}Word`] || words.putusWord;
    }
    button.removeAttribute("aria-busy");
  };
  Kept.ask({ jenis: "daftar" }).then((kept) => {
    const whole = new Set(kept.filter((one) => one.lengkap).map((one) => one.alamat));
    for (const place of places) {
      show(place, whole.has(place.dataset.save));
      place.querySelector("button").addEventListener("click", () => save(place));
    }
  }, () => {});
})();
