// What a trainer's device keeps of classes: each class as the server packed it, marks and sheets that
// are being filled in, what waits to be sent, and what came back. All of it lies under whoever
// prepared it and the office that they worked for. Items name seats and no people: a class's names
// go with its pack, while what was not sent yet stays for its owner.
const Afield = (() => {
  const DAY = 864e5; // milliseconds
  const HOW_LONG = 60e3; // after which the server is asked again before something is sent
  // Pages of staff say who reads them; the page that the device keeps goes by the cookie.
  const owner = () => document.querySelector("[data-staff]")?.dataset.staff
    || (document.cookie.match(/(?:^|; )literasi_petugas=(\w{64})/) || [])[1] || "";
  const classOf = (address) => address.split("/").slice(0, 4).join("/");
  const isMeeting = ({ alamat }) => alamat.includes("/pertemuan/");
  const isPack = ({ orang }) => !!orang;
  // Fields such as tanda-<seat>, without what belongs to the sending.
  const filled = (isian) => isian.filter(([name]) => name !== "kunci" && name !== "tiket");

  // --- What the server says of an item
  const amend = (store, pemilik, alamat, act) => {
    const request = store("lembar").get([pemilik, alamat]);
    request.onsuccess = () => { const next = act(request.result); if (next) store("lembar").put(next); };
  };
  const stored = (item, told) => (pack) => {
    if (!pack) return null;
    const [, , , , , uid, , seat] = item.alamat.split("/");
    if (isMeeting(item)) {
      const meeting = pack.pertemuan.find((one) => one.uid === uid);
      const theirs = new Map(told.bentrok.map(({ kursi, tersimpan }) => [kursi, tersimpan]));
      for (const [name, mark] of item.isian) {
        const kursi = name.slice(6);
        if (meeting && name.startsWith("tanda-")) meeting.tanda[kursi] = theirs.get(kursi) ?? mark;
      }
    } else {
      const quiz = pack.kuis.find((one) => one.uid === uid);
      if (quiz) quiz.sudah = [...new Set([...quiz.sudah, seat])];
    }
    return pack;
  };
  // A list that goes back meets what was tapped since: the newer tap counts, with what was seen first.
  const merged = (item) => (draft) => {
    const fields = new Map([...item.isian, ...(draft?.isian || [])]);
    for (const [name, value] of item.isian) if (name.startsWith("semula-")) fields.set(name, value);
    return { ...item, isian: [...fields] };
  };
  const settled = (store, { kunci, jam, luring, salah, ...rest }, told) => {
    const item = { ...rest, alamat: `${rest.alamat}`, isian: filled(Array.isArray(rest.isian) ? rest.isian : []) };
    if (told.alasan === "unread") {
      if (isMeeting(item)) amend(store, item.pemilik, item.alamat, merged(item));
      else store("lembar").put({ ...item, salah: told.salah });
      return;
    }
    if (told.diterima) amend(store, item.pemilik, classOf(item.alamat), stored(item, told));
    if (!told.diterima || told.bentrok?.length || told.keluar?.length) {
      store("hasil").put({ ...item, ...told, kunci, sejak: Date.now() });
    }
  };

  // Nothing of anybody else is kept, and nothing is ever sent without its owner.
  const queue = newQueue("literasi-kelas", () => [owner() ? "1" : "", owner(), "p"], false, settled);

  // --- Reading
  const own = () => IDBKeyRange.bound([owner()], [owner(), []]);
  const all = async () => (owner() ? queue.read("lembar", (store) => store.getAll(own())) : []);
  const one = async (address) => (owner() ? queue.get("lembar", [owner(), address]) : undefined);
  // A clock that was set back makes nothing old; one that is ahead hides a pack until it is mended.
  const isOld = ({ diambil, hari }) => Date.now() - diambil > hari * DAY;
  const packs = async () => (await all()).filter(isPack);
  const drafts = async () => (await all()).filter((item) => !isPack(item));
  const waiting = () => (owner() ? queue.mine("antrean", "getAll") : Promise.resolve([]));
  const results = () => (owner() ? queue.mine("hasil", "getAll") : Promise.resolve([]));
  // How much is not sent yet: taps, sheets that wait, and sheets that somebody has to finish.
  const unsent = async () => {
    const [waits, begun] = [await waiting(), await drafts()];
    const items = [...waits, ...begun];
    const taps = items.filter(isMeeting).flatMap(({ isian }) => isian.filter(([name]) => name.startsWith("tanda-")));
    return {
      marks: taps.length, sheets: waits.filter((item) => !isMeeting(item)).length, begun: begun.filter((item) => !isMeeting(item)).length,
      classes: [...new Set(items.map(({ alamat }) => classOf(alamat)))],
    };
  };
  const inWords = ({ marks, sheets }) => [marks && `${marks} tanda hadir`, sheets && `${sheets} lembar kuis`].filter(Boolean).join(" dan ");

  // --- Filling in
  const draftAt = (pack, rest) => ({ pemilik: pack.pemilik, alamat: `${pack.alamat}/${rest}`, kelas: pack.nama });
  // Each tap is seat, what is wanted and what was shown before; `again` where that counts although an
  // older tap waits. What this device has sent meanwhile counts as shown.
  const mark = (pack, meeting, taps, again) => queue.change((store) => {
    const blank = draftAt(pack, `pertemuan/${meeting.uid}`);
    const sealed = store("antrean").index("pemilik").getAll(blank.pemilik);
    sealed.onsuccess = () => amend(store, blank.pemilik, blank.alamat, (draft) => {
      const sent = new Map(sealed.result.filter(({ alamat }) => alamat === blank.alamat).flatMap(({ isian }) => isian));
      const fields = new Map(draft?.isian || []);
      for (const [seat, wanted, shown] of taps) {
        const seen = sent.get(`tanda-${seat}`) ?? shown;
        if (again || !fields.has(`tanda-${seat}`)) fields.set(`semula-${seat}`, seen || "");
        fields.set(`tanda-${seat}`, wanted);
      }
      return { ...blank, judul: meeting.judul, kirim: `${pack.alamat}/luring/pertemuan/${meeting.uid}`, isian: [...fields] };
    });
  });
  const sheetAt = (pack, quiz, seat) => ({
    ...draftAt(pack, `kertas/${quiz.uid}/isi/${seat}`), judul: `Kuis kertas ${quiz.nomor}`, kirim: `${pack.alamat}/luring/kertas/${quiz.uid}/${seat}`,
  });
  const keepSheet = (pack, quiz, seat, isian) => queue.change((store) => {
    const blank = sheetAt(pack, quiz, seat);
    amend(store, blank.pemilik, blank.alamat, (draft) => ({ ...draft, ...blank, isian }));
  });
  // Something that waits is opened once more, to be corrected.
  const reopen = (item) => queue.change((store) => {
    const { kunci, jam, luring, ...rest } = item;
    store("antrean").delete(kunci);
    store("lembar").put({ ...rest, isian: filled(item.isian) });
  });
  const changeResult = (kunci, act) => queue.change((store) => {
    const request = store("hasil").get(kunci);
    request.onsuccess = () => {
      const next = request.result && act(request.result);
      if (next) store("hasil").put(next);
      else store("hasil").delete(kunci);
    };
  });
  // From here on it waits to be sent. A second tap, in this tab or another, adds nothing.
  const putSheet = (pack, quiz, seat, isian, kunci) => queue.put(sheetAt(pack, quiz, seat), [...isian, ["kunci", kunci], ["tiket", pack.tiket]]);

  // --- Sending. A list of marks is sealed only when it goes, so that later taps make a new one; and one
  // of a meeting at a time, so that they arrive in their order.
  const seal = () => queue.change((store) => {
    if (!owner()) return;
    const sealed = store("antrean").index("pemilik").getAll(owner());
    sealed.onsuccess = () => {
      const busy = new Set(sealed.result.map(({ alamat }) => alamat));
      const found = store("lembar").getAll(own());
      found.onsuccess = () => {
        const tickets = new Map(found.result.filter(isPack).map(({ alamat, tiket }) => [alamat, tiket]));
        for (const draft of found.result) {
          const tiket = tickets.get(classOf(draft.alamat));
          if (isPack(draft) || !isMeeting(draft) || busy.has(draft.alamat) || !tiket) continue;
          const kunci = crypto.randomUUID();
          store("antrean").add({ ...draft, kunci, isian: [...draft.isian, ["kunci", kunci], ["tiket", tiket]], jam: Date.now(), luring: true });
          store("lembar").delete([draft.pemilik, draft.alamat]);
        }
      };
    };
  });
  const remove = (address) => queue.drop([owner(), address]);
  const removeAll = async () => { for (const { alamat } of await packs()) await remove(alamat); };
  const ask = (address, tiket) => fetch(address, { method: "POST", body: new URLSearchParams({ tiket }), redirect: "manual", signal: AbortSignal.timeout?.(60e3) });
  // Fetches a class anew. Gives "" or what became of it; whoever may not see it any more keeps nothing.
  const fetchPack = async (address) => {
    const known = await one(address);
    const answer = await ask(`${address}/luring`, known?.tiket || "");
    if (answer.ok) {
      const pack = await answer.json();
      if (!pack?.tiket) return "putus";
      await queue.change((store) => store("lembar").put({ ...pack, alamat: address, diambil: Date.now() }));
      return "";
    }
    if (answer.type === "opaqueredirect") {
      const still = known && await ask(`${address}/luring/masih`, known.tiket).then((told) => told.json());
      if (!still || still.boleh) return "masuk";
    } else if (![403, 404, 409].includes(answer.status)) return "putus";
    await remove(address);
    return answer.status === 409 ? "pinjaman" : "bukan";
  };
  const renew = (address) => fetchPack(address).catch((error) => (error?.name === "QuotaExceededError" ? "penuh" : "putus"));
  const asked = new Map();
  const flush = async (address, anew) => {
    if (anew || Date.now() - (asked.get(address) || 0) > HOW_LONG || Date.now() < asked.get(address)) {
      const trouble = await renew(address);
      // A full device sends what waits all the same: that makes room.
      if (trouble === "penuh") { await seal().catch(() => {}); queue.send(); }
      if (trouble) return trouble;
      asked.set(address, Date.now());
    }
    await seal();
    queue.send();
    return "";
  };
  return {
    owner, classOf, isMeeting, isOld, one, packs, drafts, waiting, results, unsent, inWords, mark, keepSheet, putSheet, reopen,
    changeResult, flush, renew, remove, removeAll, drop: queue.drop, forget: queue.forget,
  };
})();
