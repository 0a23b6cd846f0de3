// Keeps pages on the phone, so that they open with no signal. It imports nothing, knows no learner,
// and stores nothing but public pages that a manifest (`…/simpan.json`) names by their SHA-256.
// IndexedDB belongs to the scripts of pages.
//
// One cache holds every piece under its hash, and one index, which says what address has which hash.
// A new version is fetched piece by piece beside the old one; writing the index switches to it in
// one step. So versions never mix, and a cut download leaves what was there and is gone on with.
const SCHEMA = 1;
const STORE = `literasi-${SCHEMA}`;
const INDEX = "/simpanan/indeks";
const HOUR = 3600e3; // milliseconds
const DAY = 24 * HOUR;
const PATIENCE = 120e3;

const store = () => caches.open(STORE);
const place = (hash) => `/simpanan/isi/${hash}`;
// Manifests below one folder are of one version: the modules of a course.
const folder = (name) => name.replace(/\/[^/]*$/, "");

class Refused extends Error {
  constructor(name) { super(name); this.name = name; }
}

// --- The index: { diperiksa, jeda, isi: { "/kursus/c/m": { judul, bahasa, awal, versi, byte, alamat } } }.
// `versi` is "" for what is wanted and not there yet; `alamat` maps addresses to hashes.
const readIndex = async () => {
  const found = await (await store()).match(INDEX);
  const index = found && await found.json().catch(() => null);
  return index || { diperiksa: 0, jeda: HOUR, isi: {} };
};

const queues = {};
const alone = (name, act) => {
  if (self.navigator.locks) return navigator.locks.request(`${STORE} ${name}`, act);
  queues[name] = (queues[name] || Promise.resolve()).catch(() => {}).then(act);
  return queues[name];
};

const change = (act) => alone("index", async () => {
  const index = await readIndex();
  act(index);
  await (await store()).put(INDEX, new Response(JSON.stringify(index)));
  return index;
});

// --- Fetching
const get = async (url, cache) => {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { cache, credentials: "omit", signal: control.signal });
    return [answer, await answer.arrayBuffer()];
  } finally {
    clearTimeout(timer);
  }
};

const digest = async (body) => {
  const bytes = [...new Uint8Array(await crypto.subtle.digest("SHA-256", body))];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);
};

// One piece, whole and in the version that was named. The second try goes round every cache on the
// way, which may still hold the version before.
const fetchPiece = async ({ url, hash }) => {
  const anew = `${url}${url.includes("?") ? "&" : "?"}isi=${hash}`;
  for (const [address, cache] of [[url, url.includes("?v=") ? "default" : "no-cache"], [anew, "reload"]]) {
    const [answer, body] = await get(address, cache);
    if (answer.status !== 200 || answer.redirected || await digest(body) !== hash) continue;
    const headers = new Headers(answer.headers);
    for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
    return new Response(body, { headers });
  }
  throw new Refused("berubah");
};

const fetchManifest = async (name) => {
  const [answer, body] = await get(`${name}/simpan.json`, "no-cache");
  // What is gone from the site stays on the phone as it was.
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Refused("putus");
  return JSON.parse(new TextDecoder().decode(body));
};

const missing = async (manifests) => {
  const kept = await store();
  const pieces = new Map();
  for (const { halaman, aset } of manifests) for (const piece of [...halaman, ...aset]) pieces.set(piece.hash, piece);
  for (const hash of [...pieces.keys()]) if (await kept.match(place(hash))) pieces.delete(hash);
  return [...pieces.values()];
};

const entryOf = ({ judul, bahasa, awal, versi, byte, halaman, aset, pengganti }) => ({
  judul, bahasa, awal, versi, byte, pengganti,
  alamat: Object.fromEntries([...halaman, ...aset].map(({ url, hash }) => [url, hash])),
});

// Bring everything below a folder to the version that the server has, or leave it as it is.
const bring = async (where, tell = () => {}) => {
  const names = Object.keys((await readIndex()).isi).filter((name) => folder(name) === where);
  const found = await Promise.all(names.map(fetchManifest));
  const manifests = found.filter(Boolean);
  if (new Set(manifests.map(({ versi }) => versi)).size > 1) throw new Refused("berubah");
  const pieces = await missing(manifests);
  const whole = pieces.reduce((sum, { byte }) => sum + byte, 0);
  let done = 0;
  for (const piece of pieces) {
    const answer = await fetchPiece(piece);
    await (await store()).put(place(piece.hash), answer);
    done += piece.byte;
    tell({ bagian: done / whole });
  }
  await change(({ isi }) => {
    names.forEach((name, i) => {
      // It may have been removed meanwhile, or have a new name.
      if (!found[i] || !isi[name]) return;
      delete isi[name];
      isi[found[i].alamat] = entryOf(found[i]);
    });
  });
};

const incomplete = ({ isi }) => Object.values(isi).some(({ versi }) => !versi);

// Remove what no entry names. What is wanted and not whole yet has its pieces lie here unnamed.
const tidy = async () => {
  const index = await readIndex();
  if (incomplete(index)) return;
  const named = new Set([INDEX]);
  for (const { alamat } of Object.values(index.isi)) for (const hash of Object.values(alamat)) named.add(place(hash));
  const kept = await store();
  for (const request of await kept.keys()) {
    if (!named.has(new URL(request.url).pathname)) await kept.delete(request);
  }
};

const isFull = (error) => error.name === "QuotaExceededError";

// A full phone keeps what it had whole.
const giveUp = async (where) => {
  await change(({ isi }) => {
    for (const name of Object.keys(isi)) if (folder(name) === where && !isi[name].versi) delete isi[name];
  }).catch(() => {});
  await tidy();
};

// --- What a page asks for
const save = async ({ alamat, judul }, tell) => {
  const where = folder(alamat);
  await change(({ isi }) => { isi[alamat] = isi[alamat] || { judul, versi: "" }; });
  await alone("fetching", async () => {
    try {
      await bring(where, tell);
      await tidy();
    } catch (error) {
      if (isFull(error)) await giveUp(where);
      throw error;
    }
  });
};

const remove = async ({ alamat }) => {
  await change(({ isi }) => { delete isi[alamat]; });
  alone("fetching", tidy).catch(() => {});
};

const list = async () => {
  const { isi } = await readIndex();
  return Object.entries(isi).filter(([, { judul }]) => judul)
    .map(([alamat, { versi, judul, bahasa, awal, byte }]) => ({ alamat, judul, bahasa, awal, byte, lengkap: !!versi }));
};

// What a worker with another schema kept is wanted here too, and fetched anew.
const inherit = async () => {
  for (const name of await caches.keys()) {
    if (name === STORE || !/^literasi-\d+$/.test(name)) continue;
    const found = await (await caches.open(name)).match(INDEX);
    const older = found ? await found.json().catch(() => ({})) : {};
    await change(({ isi }) => {
      for (const [address, { judul }] of Object.entries(older.isi || {})) isi[address] = isi[address] || { judul, versi: "" };
    });
    await caches.delete(name);
  }
};

// Sent by every page: keep the stand-ins of its language, go on with what was cut, and look for a
// new version, at most once an hour; once a day where the phone is full, because every try costs
// data. A clock that was set back must not stop that for years.
const greet = ({ kerangka }) => alone("fetching", async () => {
  await inherit();
  let index = await readIndex();
  if (!index.isi[kerangka]) index = await change(({ isi }) => { isi[kerangka] = { versi: "" }; });
  const rested = Math.abs(Date.now() - index.diperiksa) < index.jeda;
  if (rested && !incomplete(index)) return;
  let jeda = HOUR;
  let left = false;
  for (const where of new Set(Object.keys(index.isi).map(folder))) {
    await bring(where).catch((error) => {
      if (isFull(error)) { jeda = DAY; return giveUp(where); }
      if (!(error instanceof Refused)) throw error;
      left = true;
    });
  }
  if (!left) await change((now) => { now.diperiksa = Date.now(); now.jeda = jeda; });
  await tidy();
});

const acts = { halo: greet, simpan: save, hapus: remove, daftar: list };

addEventListener("message", (event) => {
  const act = acts[event.data?.jenis];
  if (!act) return;
  const tell = (news) => event.ports[0]?.postMessage(news);
  event.waitUntil(act(event.data, tell).then(
    (hasil) => tell({ hasil }),
    (error) => tell({ gagal: isFull(error) ? "penuh" : error instanceof Refused ? error.name : "putus" }),
  ));
});

// --- Answering
const find = async (address) => {
  const kept = await store();
  for (const { alamat } of Object.values((await readIndex()).isi)) {
    const found = alamat?.[address] && await kept.match(place(alamat[address]));
    if (found) return found;
  }
  return undefined;
};

// The stand-in of the address's own language if there is one: that of the longest folder.
const standIn = async (address) => {
  const shells = Object.entries((await readIndex()).isi).filter(([, { pengganti }]) => pengganti);
  shells.sort(([one], [other]) => other.length - one.length);
  const [, shell] = shells.find(([name]) => address.startsWith(`${folder(name)}/`)) || shells[0] || [];
  const endings = Object.keys(shell?.pengganti || {}).sort((one, other) => other.length - one.length);
  const ending = endings.find((one) => address.endsWith(one));
  return ending === undefined ? undefined : find(shell.pengganti[ending]);
};

// A broken store must never be worse than none.
const answer = async (request, address, otherwise) => {
  const saved = await find(address).catch(() => {});
  if (saved) return saved;
  try {
    return await fetch(request);
  } catch (error) {
    const instead = await otherwise(address).catch(() => {});
    if (instead) return instead;
    throw error;
  }
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/aset/")) event.respondWith(answer(request, pathname + search, async () => {}));
  // What a chat app adds to a link changes no public page. The player that reads a lesson aloud
  // stands on a page of its own, which a lesson's script asks for.
  else if (request.mode === "navigate" || pathname.endsWith("/dengar")) event.respondWith(answer(request, pathname, standIn));
});

// --- A new worker takes over at once: pages ask it for nothing that the one before did not give.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
