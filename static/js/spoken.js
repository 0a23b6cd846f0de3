// Text as a voice should say it, like literasi/domain/spoken.py. A test gives both every lesson.
const Spoken = (() => {
  const SMALL = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(" ");
  const SCALES = [[1e12, "triliun"], [1e9, "miliar"], [1e6, "juta"], [1e3, "ribu"], [100, "ratus"], [10, "puluh"]];
  const LETTERS = "a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet".split(" ");
  const AS_WORDS = ["KUB", "KUR", "PIN", "SAK", "SIM", "STOP"];
  const LARGEST = 1e15;
  const DIGITS = "[0-9]{1,3}(?:\\.[0-9]{3})+|[0-9]+";
  const RUPIAH = RegExp(`([-\u2212]?)Rp ?(${DIGITS})(?:,([0-9]+))?( (?:ribu|juta|miliar|triliun)\\b)?`, "g");
  const TELEPHONE = /(^|[^0-9A-Za-z.,])(\+?[0-9]+(?:-[0-9]+)+)(?![0-9A-Za-z])/g;
  const TIME = /(^|[^0-9.,])([01]?[0-9]|2[0-3])\.([0-5][0-9])(?![0-9]|[.,][0-9])/g;
  const FRACTION = /(^|[^0-9/])([0-9]{1,2})\/([0-9]{1,2})(?![0-9/])/g;
  const RANGE = /([0-9]) ?\u2013 ?(?=[0-9]|Rp)/g;
  const NUMBER = RegExp(`(^|[^0-9A-Za-z])([-\u2212]?)(${DIGITS})(?:,([0-9]+))?(?![0-9A-Za-z])`, "g");
  const CAPITALS = /(^|[^0-9A-Za-z])(?=[A-Z0-9]*[A-Z])([A-Z0-9]{2,5})(?![0-9A-Za-z])/g;
  const SLASH = /([A-Za-z])\/(?=[A-Za-z])/g;
  const DOT = /([a-z])\.(?=[a-z])/g;

  const inWords = (number) => {
    if (number < SMALL.length) return SMALL[number];
    if (number < 20) return `${SMALL[number - 10]} belas`;
    const [size, name] = SCALES.find((scale) => scale[0] <= number);
    const many = Math.floor(number / size), rest = number % size;
    const said = many === 1 && size <= 1000 ? `se${name}` : `${inWords(many)} ${name}`;
    return rest ? `${said} ${inWords(rest)}` : said;
  };
  const digits = (text) => [...text].map((digit) => SMALL[digit]).join(" ");
  const amount = (whole, fraction) => {
    const plain = whole.replace(/\./g, "");
    const isCode = (whole.length > 1 && whole[0] === "0") || Number(plain) >= LARGEST;
    const said = isCode ? digits(plain) : inWords(Number(plain));
    return fraction ? `${said} koma ${digits(fraction)}` : said;
  };
  const minus = (sign) => (sign ? "minus " : "");
  const telephone = (say) => (_, before, text) => {
    const said = text.replace("+", "").split("-").map((group) => [...group].map(say).join(" ")).join(", ");
    return `${before}${text[0] === "+" ? "plus " : ""}${said}`;
  };
  const capitals = (_, before, text) => {
    const vowels = text.replace(/[^AEIOU]/g, "").length;
    if (AS_WORDS.includes(text) || (vowels > 1 && !/[0-9]/.test(text))) return before + text;
    return before + [...text].map((sign) => SMALL[sign] || LETTERS[sign.charCodeAt(0) - 65]).join(" ");
  };
  const indonesian = (line) => line
    .replace(TELEPHONE, telephone((digit) => SMALL[digit]))
    .replace(RANGE, "$1 sampai ")
    .replace(RUPIAH, (_, sign, whole, fraction, scale) => `${minus(sign)}${amount(whole, fraction)}${scale || ""} rupiah`)
    .replace(TIME, (_, before, hour, minutes) => before + inWords(Number(hour)) + (Number(minutes) ? ` lewat ${inWords(Number(minutes))}` : ""))
    .replace(FRACTION, (_, before, top, bottom) => `${before}${inWords(Number(top))} per ${inWords(Number(bottom))}`)
    .replace(NUMBER, (_, before, sign, whole, fraction) => before + minus(sign) + amount(whole, fraction))
    .replace(/%/g, " persen")
    .replace(CAPITALS, capitals)
    .replace(SLASH, "$1 ")
    .replace(DOT, "$1 titik ");
  const other = (line) => line
    .replace(TELEPHONE, telephone(String))
    .replace(RUPIAH, (_, sign, whole, fraction, scale) => `${sign}${whole.replace(/\./g, ",")}${fraction ? `.${fraction}` : ""}${scale || ""} rupiah`)
    .replace(DOT, "$1 dot ");
  return (text, language) => (language === "id" ? indonesian : other)(text.trim().replace(/\s+/g, " "));
})();
