// The public keys and the list of certificates that hold no more, as this phone keeps them. The list
// is sorted hashes under a signed stamp (literasi/domain/withdrawn_list.py); what is not signed by a
// key of the same answer, or is not whole, counts as no list.
const Withdrawn = (() => {
  const CONTEXT = "literasi:pencabutan";
  const STORE = "literasi-periksa", PLACE = "/verifikasi/daftar", NOTES = "X-Daftar";
  const HASH = 8;
  const NONE = { keys: [], stamp: null, list: new Uint8Array() };
  let memory = NONE;

  const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const count = ({ length }) => Math.floor(8 * length / (8 * HASH + 1));

  const isSound = async ({ keys, stamp, list }) => {
    try {
      const { waktu, sidik, kunci, tanda } = stamp;
      const key = keys.find(({ id }) => id === kunci);
      if (!key || hex(await digest(list)) !== sidik || !Number.isFinite(Date.parse(waktu))) return false;
      if (key.sampai && Date.parse(waktu) > Date.parse(key.sampai) + 864e5) return false;
      const signature = Uint8Array.from(atob(tanda), (letter) => letter.charCodeAt(0));
      if (!await Statement.verify(key, signature, new TextEncoder().encode(`${CONTEXT}\n${waktu}\n${sidik}`))) return false;
      return list.length === HASH * count(list) + Math.ceil(count(list) / 8);
    } catch {
      return false;
    }
  };

  // One entry, so that keys, stamp and list are always of one time.
  const load = async () => {
    try {
      const found = await (await caches.open(STORE)).match(PLACE);
      if (!found) return memory;
      const { keys, stamp } = JSON.parse(found.headers.get(NOTES));
      return { keys, stamp, list: new Uint8Array(await found.arrayBuffer()) };
    } catch {
      return memory;
    }
  };
  const store = async (next) => {
    memory = next;
    const { keys, stamp, list } = next;
    const answer = new Response(list, { headers: { [NOTES]: JSON.stringify({ keys, stamp }) } });
    await (await caches.open(STORE)).put(PLACE, answer);
  };

  const get = async (address) => {
    const answer = await fetch(address, { cache: "no-cache", credentials: "omit", redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  };

  // Take what the site has now. What does not hold together changes nothing; nor does what is
  // older than what is here. The list itself is fetched only when it is another one.
  const refresh = async ({ keys, stamp, list }) => {
    const before = await load();
    const next = { keys: (await (await get(keys)).json()).kunci, stamp: null, list: before.list };
    for (let tries = 0; tries < 2; tries += 1) {
      next.stamp = await (await get(stamp)).json();
      if (hex(await digest(next.list)) !== next.stamp.sidik) next.list = new Uint8Array(await (await get(list)).arrayBuffer());
      if (await isSound(next)) break;
    }
    if (!await isSound(next)) throw new Error("unsound");
    if (await isSound(before) && Date.parse(before.stamp.waktu) > Date.parse(next.stamp.waktu)) throw new Error("older");
    await store(next).catch(() => {});
  };

  // What a check needs: the keys, the list's time (0 without a list that holds), and how to look.
  const known = async () => {
    const kept = await load();
    if (!await isSound(kept)) return { keys: kept.keys || [], time: 0, count: 0, look: async () => "" };
    const { keys, stamp, list } = kept;
    const whole = count(list);
    const look = async (code) => {
      const wanted = hex((await digest(new TextEncoder().encode(code))).subarray(0, HASH));
      let [from, to] = [0, whole];
      while (from < to) {
        const middle = (from + to) >> 1;
        if (hex(list.subarray(HASH * middle, HASH * (middle + 1))) < wanted) from = middle + 1;
        else to = middle;
      }
      if (from === whole || hex(list.subarray(HASH * from, HASH * (from + 1))) !== wanted) return "";
      return list[HASH * whole + (from >> 3)] << (from & 7) & 0x80 ? "diganti" : "dicabut";
    };
    return { keys, time: Date.parse(stamp.waktu), count: whole, look };
  };

  return { known, refresh };
})();
