// The page that lists what the phone has kept, and that stands in for a page it has not.
(() => {
  const at = (name) => document.querySelector(`[data-saved-${name}]`);
  const shell = document.querySelector("[data-shell]").getAttribute("href");
  // Shown at another page's address, it answers for that page.
  if (location.pathname !== shell) {
    at("instead").hidden = false;
    at("again").addEventListener("click", () => location.reload());
    document.title = at("title").textContent = at("title").dataset.insteadWord;
  }
  if (!Kept.can || !window.isSecureContext) { at("cannot").hidden = false; return; }
  const amount = (bytes) => {
    const [size, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), "kB"] : bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
    return `${size.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit}`;
  };
  const row = ({ alamat, judul, bahasa, awal, byte, lengkap }) => {
    const item = at("row").content.cloneNode(true);
    const link = item.querySelector("a");
    link.textContent = judul;
    if (bahasa) link.lang = bahasa;
    if (lengkap) link.href = awal;
    else link.removeAttribute("href");
    item.querySelector("[data-size]").textContent = lengkap ? amount(byte) : at("list").dataset.waitingWord;
    const button = item.querySelector("button");
    button.lastElementChild.textContent = `: ${judul}`;
    button.addEventListener("click", async () => {
      await Kept.ask({ jenis: "hapus", alamat });
      await show();
      at("status").textContent = `${at("list").dataset.removedWord}: ${judul}`;
      at("status").focus();
    });
    return item;
  };
  const measure = async () => {
    const { usage, quota } = await navigator.storage.estimate();
    at("used").textContent = amount(usage);
    at("quota").textContent = amount(quota);
    const firm = await navigator.storage.persisted();
    at("firm").hidden = !firm;
    at("loose").hidden = firm;
    at("space").hidden = false;
  };
  const show = async () => {
    const kept = await Kept.ask({ jenis: "daftar" });
    at("list").replaceChildren(...kept.map(row));
    at("none").hidden = kept.length > 0;
    await measure().catch(() => {});
  };
  show();
})();
