// Numbers as the server reads them (literasi/domain/money.py); NaN for what it refuses. A test
// gives both the same list.
const Numbers = (() => {
  const POWERS = { k: 3, rb: 3, ribu: 3, jt: 6, juta: 6, miliar: 9, milyar: 9, triliun: 12 };
  const PART = "(\\d+(?:[.,]\\d+)?) ?(k|rb|ribu|jt|juta|miliar|milyar|triliun)\\b";
  const GROUPED = /^\d{1,3}(?:(?:\.\d{3})+|(?: \d{3})+|(?:,\d{3}){2,})$/;
  const tidy = (text) => (text.length > 60 ? "" : text.replace(/\u2212/g, "-").replace(/\s+/g, " ").trim().toLowerCase());
  const sign = (text) => (text[0] === "-" ? [-1, text.slice(1).trimStart()] : [1, text]);
  const unscaled = (text) => {
    const cents = GROUPED.test(text) ? null : text.match(/^(.*\d),(\d\d|--?)$/);
    if (cents && /[1-9]/.test(cents[2])) return NaN;
    const body = cents ? cents[1] : text;
    return /^\d+$/.test(body) || GROUPED.test(body) ? Number(body.replace(/[., ]/g, "")) : NaN;
  };
  const scaled = (text) => {
    if (!RegExp(`^${PART}(?: ${PART})*$`).test(text)) return NaN;
    let total = 0, last = 99;
    for (const [, number, word] of text.matchAll(RegExp(PART, "g"))) {
      if (/[.,]\d{3}$/.test(number) || POWERS[word] >= last) return NaN;
      last = POWERS[word];
      // Read with its power of ten, because 1.1 * 1000000 is not a whole number here.
      total += Number(`${number.replace(",", ".")}e${last}`);
    }
    return Number.isInteger(total) ? total : NaN;
  };
  const rupiah = (text) => {
    const [outer, money] = sign(tidy(text));
    const [inner, named] = sign(money.replace(/^(?:rp\.?|idr) ?/, ""));
    const body = named.replace(/ ?rupiah$/, "");
    if (outer + inner < 0) return NaN;
    const amount = (/[a-z]/.test(body) ? scaled : unscaled)(body);
    return amount <= 1e15 ? outer * inner * amount : NaN;
  };
  const plain = (text) => {
    const [minus, body] = sign(tidy(text));
    const bare = body.replace(/ ?(?:persen|percent|%)$/, "");
    const found = bare.match(/^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/) || bare.match(/^(\d+)\.(\d\d?|\d{4,})$/);
    return found ? minus * Number(`${found[1].replace(/\./g, "")}.${found[2] || 0}`) : NaN;
  };
  return { rupiah, plain };
})();
