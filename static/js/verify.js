// The page that checks certificates with no network: what is pressed, and what is said.
(() => {
  const root = document.querySelector("[data-check]");
  const at = (name) => root.querySelector(`[data-check-${name}]`);
  const { dataset } = root;
  const words = at("news").dataset;
  const say = (text) => { at("news").textContent = text; };
  if (!window.crypto?.subtle || !window.BigInt) { at("cannot").hidden = false; return; }
  at("works").hidden = false;
  const { lang } = document.documentElement;
  let last = "";
  let turn = 0;

  const longDate = (day) => new Date(`${day}T12:00:00Z`).toLocaleDateString(lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  const showFacts = (statement) => {
    at("facts").hidden = !statement;
    if (!statement) return;
    for (const place of at("facts").querySelectorAll("[data-fact]")) {
      const value = statement[place.dataset.fact];
      if (place.dataset.fact === "kind") place.textContent = place.dataset[`${value}Word`];
      else if (["issued", "expires"].includes(place.dataset.fact)) place.textContent = value && longDate(value);
      else place.textContent = value;
      place.parentElement.hidden = !value;
    }
  };

  const hasPage = (address) => new URL(address).origin === location.origin;

  // Nothing of one paper may stand while the next is looked at.
  const clear = () => {
    for (const one of root.querySelectorAll("[data-verdict]")) one.hidden = true;
    for (const one of ["facts", "refresh", "online"]) at(one).hidden = true;
  };

  const show = ({ verdict, found, days }) => {
    for (const one of root.querySelectorAll("[data-verdict]")) one.hidden = one.dataset.verdict !== verdict;
    showFacts(found?.statement);
    if (days) at("days").textContent = days;
    at("refresh").hidden = !["kunci", "tanpa-daftar", "tua"].includes(verdict);
    const online = found && hasPage(found.address) && verdict !== "bukan";
    at("online").hidden = !online;
    if (online) at("online").firstElementChild.href = found.address;
    root.querySelector(`[data-verdict="${verdict}"]`).focus();
  };

  const check = async (text) => {
    last = text;
    say("");
    clear();
    turn += 1;
    const mine = turn;
    const known = await Withdrawn.known();
    // Whatever cannot be judged is not genuine.
    const said = await Statement.judge(text, known, Date.now()).catch(() => ({ verdict: "rusak" }));
    if (mine === turn) show(said);
  };

  // --- The list
  const showAge = async () => {
    const { time, count } = await Withdrawn.known();
    const place = at("age");
    if (!time) { at("listed").textContent = place.textContent = place.dataset.noneWord; return; }
    const [then, now] = [new Date(time), new Date()];
    const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 864e5);
    const day = days === 0 ? place.dataset.todayWord : days === 1 ? place.dataset.yesterdayWord
      : then.toLocaleDateString(lang, { day: "numeric", month: "long", year: "numeric" });
    const clock = then.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });
    at("listed").textContent = `${day} ${clock}`;
    place.textContent = `${day} ${clock}: ${count.toLocaleString(lang)} ${place.dataset.countWord}`;
  };

  const update = async (aloud) => {
    if (aloud) {
      say("");
      at("update").setAttribute("aria-busy", "true");
    }
    try {
      await Withdrawn.refresh({ keys: dataset.keys, stamp: dataset.stamp, list: dataset.list });
      if (aloud) say(words.freshWord);
    } catch {
      if (aloud) say(words.staleWord);
    }
    at("update").removeAttribute("aria-busy");
    await showAge();
  };

  at("update").addEventListener("click", async () => {
    await update(true);
    const said = at("news").textContent;
    if (last) { await check(last); say(said); }
  });

  // --- Three ways in
  const ready = async () => {
    try {
      await Camera.prepare(dataset.decoder);
      return true;
    } catch {
      say(words.noDecoderWord);
      return false;
    }
  };

  const close = () => {
    Camera.stop();
    at("camera").hidden = true;
    at("scan").hidden = false;
  };

  at("scan").addEventListener("click", async () => {
    say("");
    clear();
    if (!await ready()) return;
    at("camera").hidden = false;
    at("scan").hidden = true;
    try {
      const text = await Camera.scan(at("camera").querySelector("video"));
      close();
      if (text) await check(text);
    } catch (error) {
      close();
      say(error.name === "NotAllowedError" ? words.refusedWord : words.noCameraWord);
    }
  });
  at("stop").addEventListener("click", close);
  addEventListener("pagehide", close);
  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); });

  at("photo").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file || !await ready()) return;
    clear();
    say(words.readingWord);
    const text = await Camera.readPhoto(file).catch(() => "");
    target.value = "";
    if (text) await check(text);
    else say(words.noneWord);
  });

  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = event.target.elements.alamat.value.trim();
    if (text) check(text);
  });

  // --- Keeping the page
  const showKept = (isKept) => {
    at("keep").hidden = isKept;
    at("kept").hidden = !isKept;
  };
  const keep = async () => {
    say(words.savingWord);
    navigator.storage?.persist?.().catch(() => {});
    try {
      await Kept.ask({ jenis: "simpan", alamat: dataset.page, judul: dataset.title });
      await update(false);
      showKept(true);
      say(words.savedWord);
    } catch {
      say(words.unsavedWord);
    }
  };
  if (Kept.can) {
    Kept.ask({ jenis: "daftar" }).then((kept) => {
      showKept(kept.some(({ alamat, lengkap }) => alamat === dataset.page && lengkap));
      at("keep").firstElementChild.addEventListener("click", keep);
    }, () => {});
  }

  // Where a phone's own camera led here with no network, the page stands at the certificate's address.
  const begin = async () => {
    await showAge();
    const updating = navigator.onLine ? update(false) : null;
    if (location.pathname === dataset.page) return;
    await check(location.href);
    await updating;
    if (updating) await check(location.href);
  };
  begin();
})();
