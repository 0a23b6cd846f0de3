// What the QR of a certificate states, and whether it was signed: reads what literasi/domain/statement.py
// writes, and refuses everything else.
const Statement = (() => {
  const CONTEXT = "literasi:pernyataan\n";
  const LARGEST = 334, SIGNATURE = 64, KEY_ID = 5;
  const OF_CLASS = 1, EXPIRES = 2, TITLE_CUT = 4, ISSUER_CUT = 8;
  const TEXT = /^(https?:\/\/[^\s/?#]+\/verifikasi\/([0-9A-HJKMNP-TV-Z]{26}))(?:#(.*))?$/;
  const FIRST_DAY = Date.UTC(2020, 0, 1);
  const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const DAY = 864e5;

  class Broken extends Error {}

  const bytesOf = (digits) => {
    if (!/^[1-9][0-9]*$/.test(digits) || digits.length > 3 * (LARGEST + SIGNATURE)) throw new Broken();
    const hex = BigInt(digits).toString(16);
    return Uint8Array.from(hex.padStart(hex.length + hex.length % 2, "0").match(/../g), (pair) => parseInt(pair, 16));
  };

  const idOf = (bytes) => {
    const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    return bits.match(/.{5}/g).map((five) => BASE32[parseInt(five, 2)]).join("");
  };

  const parse = (body) => {
    let at = 0;
    const take = (count) => {
      if (at + count > body.length) throw new Broken();
      return body.subarray(at, at += count);
    };
    const day = () => {
      const [high, low] = take(2);
      return new Date(FIRST_DAY + (high * 256 + low) * DAY).toISOString().slice(0, 10);
    };
    const text = () => {
      const length = take(1)[0];
      if (!length) throw new Broken();
      let words;
      try { words = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(take(length)); } catch { throw new Broken(); }
      // eslint-disable-next-line no-control-regex
      if (/[\u0000-\u001f\u007f-\u009f]/.test(words)) throw new Broken();
      return words;
    };
    const [version, flags] = take(2);
    if (version !== 1 || flags > 15 || body.length > LARGEST) throw new Broken();
    const keyId = idOf(take(KEY_ID));
    const issued = day();
    const expires = flags & EXPIRES ? day() : "";
    const [name, number, title, issuer] = [text(), text(), text(), text()];
    if (at !== body.length) throw new Broken();
    return {
      keyId, issued, expires, name, number,
      kind: flags & OF_CLASS ? "class" : "statement",
      title: flags & TITLE_CUT ? `${title} …` : title,
      issuer: flags & ISSUER_CUT ? `${issuer} …` : issuer,
    };
  };

  // { address, code } of a certificate, with `statement` where the QR has one. Null for another
  // text; throws Broken for a statement that is not as we write them.
  const read = (text) => {
    const found = TEXT.exec(text);
    if (!found) return null;
    const [, address, code, digits] = found;
    if (digits === undefined) return { address, code };
    const bytes = bytesOf(digits);
    if (bytes.length <= SIGNATURE) throw new Broken();
    const body = bytes.slice(0, -SIGNATURE);
    return { address, code, body, signature: bytes.slice(-SIGNATURE), statement: parse(body) };
  };

  const verify = async ({ titik }, signature, signed) => {
    const point = Uint8Array.from(atob(titik), (letter) => letter.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", point, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, signed);
  };

  // Whether this key signed what was read, under just this address.
  const isSigned = ({ address, body, signature }, key) => {
    const front = new TextEncoder().encode(`${CONTEXT}${address}#`);
    const signed = new Uint8Array(front.length + body.length);
    signed.set(front);
    signed.set(body, front.length);
    return verify(key, signature, signed);
  };

  // What can be said of a QR's text, given what the phone knows: { verdict, found, days }.
  const judge = async (text, known, now) => {
    let found;
    try { found = read(text); } catch (error) {
      if (!(error instanceof Broken)) throw error;
      return { verdict: "rusak" };
    }
    if (!found) return { verdict: "bukan" };
    if (!found.statement) return { verdict: "polos", found: { address: found.address } };
    const { keyId, issued, expires } = found.statement;
    const key = known.keys.find(({ id }) => id === keyId);
    if (!key) return { verdict: "kunci", found: { address: found.address } };
    // A key that was taken out of use signs nothing of a later day; a day is left for zones.
    const late = key.sampai && Date.parse(issued) > Date.parse(key.sampai) + DAY;
    if (late || !await isSigned(found, key)) return { verdict: "palsu" };
    const ended = await known.look(found.code);
    if (ended) return { verdict: ended, found };
    const age = (now - known.time) / DAY;
    if (!known.time) return { verdict: "tanpa-daftar", found };
    if (age < -1) return { verdict: "jam", found };
    if (age > 30) return { verdict: "tua", found, days: Math.floor(age) };
    // The last day counts to its end wherever the phone is.
    const today = new Date(now - new Date(now).getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
    return { verdict: expires && today > expires ? "habis" : "asli", found };
  };

  return { read, judge, verify };
})();
