// The page of a class with no network: which part of it is shown, what waits and what came back.
(() => {
  const root = document.querySelector("[data-afield]");
  if (!root) return;
  const at = (name) => root.querySelector(`[data-af="${name}"]`);
  const [, uid = "", rest = ""] = location.pathname.match(/^\/petugas\/kelas\/([0-9a-f-]{36})(?:\/(.*))?$/) || [];
  const address = uid && `/petugas/kelas/${uid}`;
  const MARKS = Object.fromEntries([...at("baris-hadir").content.querySelectorAll("input")].map(({ value, nextElementSibling }) => [value, nextElementSibling.textContent]));
  const TROUBLE = {
    bukan: "Kamu tidak lagi memegang kelas ini, atau akunmu tidak aktif. Daftarnya sudah dihapus dari perangkat ini; isian yang belum terkirim tetap tersimpan. Tanyakan kepada admin kantormu.",
    pinjaman: "Perangkat ini sekarang HP pinjaman, jadi daftar kelasnya dihapus dari sini.",
    penuh: "Memori perangkat penuh, jadi kelasnya belum tersimpan. Hapus dulu yang tidak perlu, lalu coba lagi.",
    masuk: "Sesimu sudah berakhir. Masuk lagi, lalu isianmu terkirim.",
  };
  const element = (tag, more, ...inside) => { const made = Object.assign(document.createElement(tag), more); made.append(...inside); return made; };
  const link = (href, text, more, done) => element("li", {}, element("a", { href, textContent: text, className: done ? "done" : "" }, element("span", { className: "length", textContent: more })));
  const { fill } = AfieldEntry;
  let trouble = "";
  const routed = () => {
    const asked = location.hash.slice(1) || (rest === "luring" ? "" : rest.replace("/isi/", "/"));
    const [kind, thing, seat] = asked.split("/");
    return { kind, thing, seat };
  };

  // --- What waits, and what came back
  let waited = false;
  const say = (found) => {
    const waits = Afield.inWords(found);
    const lines = [];
    if (waits) lines.push(["note", `${waits} tersimpan di perangkat ini, menunggu sinyal.`]);
    else if (waited) lines.push(["note", "Semua isian sudah terkirim."]);
    if (found.begun) lines.push(["note", `${found.begun} lembar kuis belum selesai diisi. Buka kuisnya di bawah.`]);
    if (TROUBLE[trouble]) lines.push(["problem", TROUBLE[trouble]]);
    waited = waited || !!waits;
    const box = at("kabar");
    if (!lines.length || box.dataset.said === lines.join()) return;
    box.dataset.said = lines.join();
    box.replaceChildren(...lines.map(([className, textContent]) => element("p", { className, textContent })));
    if (trouble === "masuk") box.append(element("p", {}, element("a", { className: "button", href: `/petugas/masuk?lanjut=${encodeURIComponent(`${address}/luring`)}`, textContent: "Masuk" })));
  };
  const understood = (kunci, act = () => null) => element("p", {}, element("button", { type: "button", className: "second", textContent: "Mengerti", onclick: () => Afield.changeResult(kunci, act).then(show) }));
  const clash = (result, pack, { kursi, tandamu, tersimpan }) => {
    const row = at("baris-bentrok").content.cloneNode(true);
    const name = pack?.orang.find((one) => one.kursi === kursi)?.nama || "Seorang peserta";
    row.querySelector("p").textContent = `${name}, ${result.judul}: tersimpan ${MARKS[tersimpan]}, tandamu ${MARKS[tandamu]}.`;
    const settle = () => Afield.changeResult(result.kunci, (one) => {
      const bentrok = one.bentrok.filter((other) => other.kursi !== kursi);
      return bentrok.length || one.keluar.length ? { ...one, bentrok } : null;
    });
    const meeting = pack?.pertemuan.find((one) => result.alamat.endsWith(one.uid));
    row.querySelector("[data-mine]").disabled = !meeting;
    row.querySelector("[data-mine]").onclick = () => Afield.mark(pack, meeting, [[kursi, tandamu, tersimpan]], true).then(settle).then(filled);
    row.querySelector("[data-theirs]").onclick = () => settle().then(show);
    return row;
  };
  const lost = (result, pack) => {
    const names = new Map(pack?.orang.map(({ kursi, nama }) => [kursi, nama]));
    const said = result.isian.filter(([name]) => !name.startsWith("semula-")).map(([name, value]) => (
      name.startsWith("tanda-") ? `${names.get(name.slice(6)) || "seorang peserta"} ${MARKS[value]}` : `${name} ${value}`));
    return element("div", { className: "problem" }, element("p", { textContent: `${result.judul}, ${result.kelas}: tidak tersimpan, karena pertemuan, kuis, atau kursinya sudah tidak ada. Isianmu: ${said.join("; ")}.` }), understood(result.kunci));
  };
  const part = (result, packs) => {
    const pack = packs.get(Afield.classOf(result.alamat));
    if (!result.diterima) return lost(result, pack);
    const box = element("div", { className: "problem" });
    if (result.bentrok.length) box.append(element("p", { textContent: `Sementara itu orang lain menandai peserta ini (${result.kelas}). Pilih tanda yang benar; tanda yang lain sudah tersimpan.` }), element("ul", {}, ...result.bentrok.map((one) => clash(result, pack, one))));
    if (result.keluar.length) box.append(element("p", { textContent: `${result.keluar.length} orang sudah keluar dari kelas ini, jadi tandanya tidak disimpan.` }), understood(result.kunci, (one) => (one.bentrok.length ? { ...one, keluar: [] } : null)));
    return box;
  };
  const showQueue = async () => {
    const [found, results, packs] = await Promise.all([Afield.unsent(), Afield.results(), Afield.packs()]);
    say(found);
    at("kirim").hidden = !Afield.inWords(found) || ["pertemuan", "kertas"].includes(routed().kind);
    const byClass = new Map(packs.map((one) => [one.alamat, one]));
    const state = JSON.stringify([results, packs.map(({ orang }) => orang)]);
    if (at("hasil").dataset.state !== state) at("hasil").replaceChildren(...results.map((one) => part(one, byClass)));
    at("hasil").dataset.state = state;
  };

  // --- The class
  const overview = async (pack) => {
    const marked = await Promise.all(pack.pertemuan.map(async (one) => [...(await AfieldMarks.marksOf(pack, one)).shown.values()].filter(Boolean).length));
    const all = pack.orang.length;
    fill(at("pertemuan"), pack.pertemuan.map((one, place) => link(`#pertemuan/${one.uid}`, one.judul, `${one.tentang} · ${marked[place]} dari ${all} ditandai`, marked[place] >= all)));
    at("tanpa-pertemuan").hidden = pack.pertemuan.length > 0;
    const sheets = await Promise.all(pack.kuis.map((one) => AfieldEntry.states(pack, one)));
    const typed = sheets.map((states) => states.filter(AfieldEntry.isDone).length);
    fill(at("kuis"), pack.kuis.map((one, place) => link(`#kertas/${one.uid}`, `Kuis kertas ${one.nomor}: ${one.judul}`, `${typed[place]} dari ${all} diisi`, typed[place] >= all)));
    at("tanpa-kuis").hidden = pack.kuis.length > 0;
    at("berapa").textContent = `${all} peserta`;
    fill(at("orang"), pack.orang.map(({ nama, status }) => element("tr", {}, element("th", { scope: "row", textContent: nama }), element("td", { className: "fit", textContent: status }))));
    at("umur").textContent = `Disiapkan ${pack.disiapkan}, disimpan sampai ${pack.sampai}.`;
  };
  let shown;
  const reveal = (name) => {
    for (const one of ["kosong", "kelas", "hadir", "kertas", "isi"]) at(one).hidden = one !== name;
    if (name !== "isi") AfieldEntry.close();
    const where = `${name}${location.hash}`;
    if (shown !== undefined && shown !== where && name !== "isi") (at(name).querySelector("h2[tabindex]") || at("kabar")).focus?.();
    if (shown !== undefined && shown !== where) scrollTo(0, 0);
    shown = where;
  };
  const empty = async (pack) => {
    const others = (await Afield.packs()).filter((one) => one !== pack && one.alamat !== address && !Afield.isOld(one));
    const now = new Date().toLocaleDateString("id", { dateStyle: "long" });
    at("belum").textContent = pack ? `Daftar kelas ini disimpan sampai ${pack.sampai}. Menurut perangkat ini sekarang ${now}. Kalau jamnya salah, betulkan; kalau benar, siapkan lagi saat ada sinyal.`
      : uid ? "Kelas ini belum disiapkan di perangkat ini. Saat ada sinyal, buka kelasnya, pilih “Tanpa sinyal”, lalu tekan “Siapkan tanpa sinyal”." : others.length ? "Tidak ada sinyal. Kelas yang disiapkan di perangkat ini:" : "Tidak ada sinyal, dan belum ada kelas yang disiapkan di perangkat ini.";
    at("belum").hidden = !!document.querySelector("[data-prepare]") && !pack;
    fill(at("kelas-lain"), others.map((one) => element("li", {}, element("a", { className: "touch", href: `${one.alamat}/luring`, textContent: one.nama }))));
    reveal("kosong");
  };
  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    await showQueue();
    const pack = address && await Afield.one(address);
    // Whoever began later knows what is to be shown now.
    if (mine !== turn) return;
    const prepare = document.querySelector("[data-prepare]");
    if (prepare) prepare.hidden = !!pack && !Afield.isOld(pack);
    const title = document.querySelector("[data-title]");
    if (!pack || Afield.isOld(pack)) return empty(pack);
    if (title) { document.title = title.textContent = pack.nama; document.querySelector("[data-place]").textContent = `${pack.tempat}. Tanpa sinyal.`; }
    const { kind, thing, seat } = routed();
    const meeting = kind === "pertemuan" && pack.pertemuan.find((one) => one.uid === thing);
    const quiz = kind === "kertas" && pack.kuis.find((one) => one.uid === thing);
    if (meeting) { await AfieldMarks.show(pack, meeting); return mine === turn && reveal("hadir"); }
    if (quiz && pack.orang.some(({ kursi }) => kursi === seat)) { reveal("isi"); return AfieldEntry.show(pack, quiz, seat); }
    if (quiz) { await AfieldEntry.list(pack, quiz); return mine === turn && reveal("kertas"); }
    await overview(pack);
    return mine === turn && reveal("kelas");
  };

  // --- Sending, and when
  const flush = async (anew) => {
    if (address && (await Afield.one(address) || (await Afield.unsent()).classes.includes(address))) trouble = await Afield.flush(address, anew);
    await show();
  };
  let soon;
  const filled = () => {
    clearTimeout(soon);
    if (navigator.onLine) soon = setTimeout(() => flush().catch(() => {}), 3e3);
    return show();
  };
  document.addEventListener("terisi", filled);
  // What was tapped while a list was on its way goes after it.
  const goOn = async () => {
    await show();
    const [waits, drafts] = [await Afield.waiting(), await Afield.drafts()];
    if (!waits.length && drafts.some(Afield.isMeeting) && await Afield.one(address)) await filled();
  };
  document.addEventListener("antrean", () => goOn().catch(() => {}));
  addEventListener("online", () => flush(true).catch(() => {}));
  addEventListener("hashchange", () => show().catch(() => {}));
  setInterval(() => { if (navigator.onLine) Afield.unsent().then(({ classes }) => classes.length && flush()).catch(() => {}); }, 60e3);
  at("kirim").querySelector("button").addEventListener("click", () => flush(true).catch(() => {}));
  at("hapus").addEventListener("click", async () => {
    await Afield.remove(address);
    location.hash = "";
    await show();
    at("kabar").replaceChildren(element("p", { className: "note", textContent: "Daftar kelas ini sudah dihapus dari perangkat ini." }));
  });
  // Nothing of a class is left on a page that its owner left.
  const reader = Afield.owner();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    if (Afield.owner() !== reader) location.reload();
    else flush().catch(() => {});
  });
  addEventListener("pagehide", (event) => { document.documentElement.hidden = event.persisted; });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // --- At the office: the device takes the class along
  const place = document.querySelector("[data-prepare]");
  const told = place?.querySelector("[role=status]");
  const prepare = async () => {
    told.textContent = "Menyiapkan …";
    // The device is asked not to throw away what somebody chose to keep.
    navigator.storage?.persist?.().catch(() => {});
    try {
      await Kept.ask({ jenis: "simpan", alamat: root.dataset.shellPage });
    } catch (reason) {
      told.textContent = reason === "penuh" ? TROUBLE.penuh : "Belum bisa: sinyalnya terputus. Coba lagi.";
      return;
    }
    trouble = await Afield.flush(address, true);
    told.textContent = trouble === "putus" ? "Belum bisa: sinyalnya terputus. Coba lagi." : TROUBLE[trouble] || "";
    await show();
    if (!trouble) at("kabar").replaceChildren(element("p", { className: "note", textContent: "Siap: kelas ini bisa dibuka tanpa sinyal di alamat yang sama." }));
  };
  const start = async () => {
    const button = place?.querySelector("button");
    button?.addEventListener("click", () => prepare().catch(() => { told.textContent = TROUBLE.penuh; }));
    // A tap before anybody listens would be lost.
    if (button) button.disabled = false;
    await show();
    const here = address && await Afield.one(address);
    // Whoever comes back with something unsent had prepared this class before.
    if (place && !here && (await Afield.unsent()).classes.includes(address)) await prepare();
    else if (here) await flush();
  };
  if (!Kept.can || !window.isSecureContext || !window.indexedDB) { at("tidak-bisa").hidden = false; return; }
  start().catch(() => { at("tidak-bisa").hidden = false; });
})();
