// On every page of staff: says what waits on this device, and takes the classes off it before whoever
// prepared them signs out. What was not sent yet stays for them.
(() => {
  if (!window.indexedDB) return;
  const box = document.querySelector("[data-unsent]");
  const said = ({ begun, ...found }) => Afield.inWords({ ...found, sheets: found.sheets + begun });
  const show = async () => {
    // The page of a class without a network sends and renews by itself.
    if (document.querySelector("[data-afield]")) return;
    for (const pack of await Afield.packs()) if (Afield.isOld(pack)) await Afield.remove(pack.alamat);
    const found = await Afield.unsent();
    if (!box || !found.classes.length) return;
    const links = found.classes.map((address) => Object.assign(document.createElement("a"), { className: "touch", href: `${address}/luring`, textContent: "Buka dan kirim" }));
    box.replaceChildren(`Di perangkat ini ada yang belum terkirim: ${said(found)}. `, ...links);
    box.hidden = false;
  };
  show().catch(() => {});
  const leave = async (form) => {
    const found = await Afield.unsent();
    if (box && found.classes.length && !form.dataset.warned) {
      form.dataset.warned = "1";
      box.textContent = `Belum terkirim dari perangkat ini: ${said(found)}. Isian itu tetap tersimpan dan dikirim sesudah kamu masuk lagi; daftar kelasnya dihapus dari perangkat ini. Tekan sekali lagi untuk keluar.`;
      box.hidden = false;
      box.focus();
      return;
    }
    await Afield.removeAll();
    HTMLFormElement.prototype.submit.call(form);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("form[data-leaves]");
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave(form).catch(() => HTMLFormElement.prototype.submit.call(form));
  }, true);
})();
