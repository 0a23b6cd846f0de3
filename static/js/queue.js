// What is filled in with no signal. Sheets, what waits to be sent and results lie in IndexedDB, each
// under whose it is ("" for a phone that nobody signed in on). What waits has a key of its own:
// whoever sends it again, from whatever tab, gets the answer of the first time.
//
// `hint` gives what the cookie tells: "1" and who reads, or "0" and who has left; then "p" where
// nothing is kept but the reader's, on an office's phone and of classes. `lends` says that others'
// answers may go without them. `settled` stores what the server said of an item.
const newQueue = (NAME, hint, lends, settled) => {
  const STORES = ["lembar", "antrean", "hasil", "sewa"];
  // Milliseconds. A lease is renewed while its page lives, so that of a page that was left is soon over.
  const LEASE = 4500, PATIENCE = 60e3;
  const owner = () => { const [here, who] = hint(); return here === "1" ? who : ""; };
  const isMine = (pemilik) => !pemilik || pemilik === owner();
  // Others' answers wait while somebody else reads. Once nobody does, and on an office's phone, where
  // their owner may never come back, they go by their ticket alone.
  const sendsAll = () => lends && (!owner() || hint()[2] === "p");

  let opened;
  const open = () => opened = opened || new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const base = request.result;
      base.createObjectStore("lembar", { keyPath: ["pemilik", "alamat"] });
      for (const name of ["antrean", "hasil"]) base.createObjectStore(name, { keyPath: "kunci" }).createIndex("pemilik", "pemilik");
      base.createObjectStore("sewa");
    };
    request.onsuccess = () => {
      const base = request.result;
      // Thrown away by the browser or by whoever holds the phone: the next thing to keep makes it anew.
      base.onclose = base.onversionchange = () => { base.close(); opened = null; };
      resolve(base);
    };
    request.onerror = () => { opened = null; reject(request.error); };
  });
  // All of it or nothing, and told only once it is on the phone's disk.
  const change = async (act) => {
    const base = await open();
    return new Promise((resolve, reject) => {
      const change = base.transaction(STORES, "readwrite", { durability: "strict" });
      change.oncomplete = () => resolve();
      change.onabort = () => reject(change.error);
      act((name) => change.objectStore(name));
    });
  };
  const read = async (name, ask) => {
    const request = ask((await open()).transaction(name).objectStore(name));
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  };
  const get = (name, key) => read(name, (store) => store.get(key));
  const mine = async (name, how) => {
    const owners = owner() ? [owner(), ""] : [""];
    return (await Promise.all(owners.map((one) => read(name, (store) => store.index("pemilik")[how](one))))).flat();
  };
  const sendable = async (how) => (sendsAll() ? [await read("antrean", (store) => store[how]())].flat() : mine("antrean", how));

  // --- Sheets
  const prepare = async (address) => {
    // The phone is asked not to throw away what somebody means to answer.
    navigator.storage?.persist?.().catch(() => {});
    const answer = await fetch(`${address}/lembar`, { credentials: "same-origin" });
    const sheet = await answer.json();
    await change((store) => store("lembar").put(sheet));
    return sheet;
  };
  const sheet = async (address) => (owner() && await get("lembar", [owner(), address])) || get("lembar", ["", address]);
  const sheets = async () => (await read("lembar", (store) => store.getAll())).filter(({ pemilik }) => isMine(pemilik));
  // A sheet that another tab has sent meanwhile does not come back.
  const keep = (one) => change((store) => {
    const request = store("lembar").count([one.pemilik, one.alamat]);
    request.onsuccess = () => { if (request.result) store("lembar").put(one); };
  });

  // --- The tap: from here on nothing is lost. A second tap, in this tab or another, adds nothing.
  // What came from the live quiz page leaves the sheet that was prepared for later where it is.
  const put = async (one, isian, isLive) => {
    const kunci = isian.find(([name]) => name === "undian" || name === "kunci")[1];
    const { salah, ...rest } = one;
    await change((store) => {
      store("antrean").add({ ...rest, kunci, isian, jam: Date.now(), luring: !navigator.onLine });
      if (!isLive) store("lembar").delete([one.pemilik, one.alamat]);
    });
    return kunci;
  };

  // --- Sending. The server says yes or no as JSON; anything else means: not yet.
  const isWhole = (kirim, isian) => /^\/\w/.test(kirim) && Array.isArray(isian) && isian.every((one) => one?.length === 2);
  const post = async ({ kirim, pemilik, isian, jam, luring }) => {
    if (!isWhole(kirim, isian)) return { diterima: false, alasan: "forged" };
    const body = new URLSearchParams(isian);
    if (luring) { body.set("luring", "ya"); body.set("jam", jam); }
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), PATIENCE);
    try {
      // Never in somebody else's session.
      const credentials = isMine(pemilik) ? "same-origin" : "omit";
      const answer = await fetch(kirim, { method: "POST", body, credentials, redirect: "error", signal: control.signal });
      const told = await answer.json();
      if (typeof told?.diterima !== "boolean") throw new SyntaxError();
      return told;
    } finally {
      clearTimeout(timer);
    }
  };
  const settle = (item, told) => change((store) => {
    store("antrean").delete(item.kunci);
    settled(store, item, told);
  });
  const markWaiting = (kunci) => change((store) => {
    const request = store("antrean").get(kunci);
    request.onsuccess = () => { if (request.result) store("antrean").put({ ...request.result, luring: true }); };
  });
  const alone = async (act) => {
    if (navigator.locks) return navigator.locks.request(NAME, act);
    let got = false;
    await change((store) => {
      const request = store("sewa").get(NAME);
      request.onsuccess = () => {
        // A clock that was set back must not keep the lease for years.
        const left = (request.result || 0) - Date.now();
        if (left > 0 && left <= LEASE) return;
        got = true;
        store("sewa").put(Date.now() + LEASE, NAME);
      };
    });
    if (!got) throw new Error();
    const renew = () => change((store) => store("sewa").put(Date.now() + LEASE, NAME)).catch(() => {});
    const timer = setInterval(renew, LEASE / 3);
    return act().finally(() => {
      clearInterval(timer);
      return change((store) => store("sewa").delete(NAME));
    });
  };
  const tell = () => document.dispatchEvent(new Event("antrean"));
  const sendAll = async (first) => {
    const keys = await sendable("getAllKeys");
    let later;
    for (const kunci of first ? [first, ...keys] : keys) {
      const item = await get("antrean", kunci);
      // Somebody else may have signed in meanwhile, in another tab.
      if (!item || !(sendsAll() || isMine(item.pemilik))) continue;
      let told;
      try {
        told = await post(item);
      } catch (error) {
        await markWaiting(kunci);
        // With no line the rest need not try; an answer that is neither yes nor no holds up nobody else.
        if (!(error instanceof SyntaxError)) throw error;
        later = error;
        continue;
      }
      await settle(item, told);
      tell();
    }
    if (later) throw later;
  };
  let running, again, timer, pause = 5e3;
  const send = (first) => {
    if (running) { again = [first]; return; }
    clearTimeout(timer);
    running = alone(() => sendAll(first)).then(() => { pause = 5e3; }, async () => {
      if (!await sendable("getAllKeys").then((keys) => keys.length, () => 0)) return;
      timer = setTimeout(send, pause);
      pause = Math.min(pause * 3, 300e3);
    }).then(() => {
      running = null;
      tell();
      if (again) { const [next] = again; again = null; send(next); }
    });
  };

  const drop = (key) => change((store) => store("lembar").delete(key));
  const forget = (kunci) => change((store) => store("hasil").delete(kunci));
  // Whoever signs out takes along the sheets and marks that lie here; an office's phone keeps none but
  // the reader's. What was not sent yet stays: answers that wait, sheets that were begun, and what came
  // of answers while their owner was away.
  const tidy = async () => {
    const [here, who, where] = hint();
    if (here !== "0" && where !== "p") return;
    const goes = (pemilik) => (where === "p" ? pemilik !== owner() : pemilik === who);
    await change((store) => {
      for (const name of ["lembar", "hasil"]) {
        const request = store(name).openCursor();
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return;
          const { pemilik, isian, nilai } = cursor.value;
          if (goes(pemilik) && (name === "hasil" ? nilai !== undefined : !isian)) cursor.delete();
          cursor.continue();
        };
      }
    });
    if (here === "0") document.cookie = "literasi_ada=; path=/; max-age=0";
  };
  tidy().catch(() => {});
  const count = () => read("antrean", (store) => store.count());
  return { get, read, change, mine, owner, sendable, prepare, sheet, sheets, keep, drop, put, send, forget, count };
};
