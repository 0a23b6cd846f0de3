// Answers from paper with no network: who is there to type in, and the grid of one person.
const AfieldEntry = (() => {
  const at = (name) => document.querySelector(`[data-af="${name}"]`);
  const form = at("isi").querySelector("form");
  const fields = at("soal");
  const addressOf = (pack, quiz, seat) => `${pack.alamat}/kertas/${quiz.uid}/isi/${seat}`;
  let open; // what is shown: { pack, quiz, seat }
  let saved = "";
  // What did not change stays: a link that was put anew under a finger would lose its tap.
  const fill = (box, nodes) => {
    if (box.innerHTML !== nodes.map((one) => one.outerHTML).join("")) box.replaceChildren(...nodes);
  };

  // --- Whose sheet is where
  const stateOf = ({ kursi, diambil }, quiz, draft, waits) => {
    if (waits) return "menunggu dikirim";
    if (draft) return draft.salah ? "perlu diperiksa" : "belum selesai";
    if (quiz.sudah.includes(kursi)) return "sudah masuk";
    return diambil ? "belum" : "kursi belum diambil";
  };
  const states = async (pack, quiz) => {
    const drafts = new Map((await Afield.drafts()).map((one) => [one.alamat, one]));
    const waits = new Set((await Afield.waiting()).map(({ alamat }) => alamat));
    return pack.orang.map((person) => {
      const address = addressOf(pack, quiz, person.kursi);
      return { ...person, keadaan: stateOf(person, quiz, drafts.get(address), waits.has(address)) };
    });
  };
  const isDone = ({ keadaan }) => /^(sudah|menunggu)/.test(keadaan);
  const list = async (pack, quiz) => {
    at("kertas").querySelector("h2").textContent = `Kuis kertas ${quiz.nomor}: ${quiz.judul}`;
    const rows = (await states(pack, quiz)).map(({ kursi, nama, keadaan }) => {
      const link = Object.assign(document.createElement("a"), { href: `#kertas/${quiz.uid}/${kursi}`, textContent: nama, className: isDone({ keadaan }) ? "done" : "" });
      link.append(Object.assign(document.createElement("span"), { className: "length", textContent: keadaan }));
      const row = document.createElement("li");
      row.append(link);
      return row;
    });
    fill(at("lembar"), rows);
  };

  // --- What was typed
  const typed = () => [...new FormData(form)];
  const letterOf = (quiz, code) => {
    const [, number, letter] = code.replace(/\s/g, "").toUpperCase().match(/^(\d*)([A-F])$/) || [];
    return letter in quiz.bentuk && (!number || Number(number) === quiz.nomor) ? letter : "";
  };
  const complaintOf = (value, [pattern, words]) => {
    const text = value.trim();
    if (text === "-") return "";
    if (!text) return "Belum diisi. Kalau kosong di kertasnya, ketik -";
    const fits = pattern in Numbers ? !Number.isNaN(Numbers[pattern](text)) : new RegExp(pattern).test(text.toLowerCase().replace(/[\s,.;/]+/g, ""));
    return fits ? "" : `Ketik ${words}. Kalau di kertasnya lain, ketik -`;
  };
  const mistakes = (quiz) => {
    const letter = letterOf(quiz, form.elements.kode.value);
    if (!letter) return { kode: `Kode kuis kertas ini ${quiz.kode}. Lihat kode di lembarnya.` };
    const found = quiz.bentuk[letter].map((shape, place) => [`j${place + 1}`, complaintOf(form.elements[`j${place + 1}`].value, shape)]);
    return Object.fromEntries(found.filter(([, words]) => words));
  };
  const complain = (wrong) => {
    for (const old of form.querySelectorAll(".error")) old.remove();
    for (const control of form.querySelectorAll("[aria-invalid]")) {
      control.removeAttribute("aria-invalid");
      control.setAttribute("aria-describedby", "cara");
    }
    let first;
    for (const [name, words] of Object.entries(wrong)) {
      const control = name && form.elements[name];
      if (!control) continue;
      first = first || control;
      const error = Object.assign(document.createElement("p"), { className: "error", id: `${name}-salah`, textContent: words });
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", `cara ${error.id}`);
      control.closest(".field").append(error);
    }
    const said = wrong[""] || (first ? "Belum selesai: ada yang perlu diperiksa. Isianmu tetap ada di perangkat ini." : "");
    at("periksa").textContent = said;
    at("periksa").hidden = !said;
    return first;
  };
  const build = (quiz) => fields.replaceChildren(...Array.from({ length: quiz.soal }, (_, place) => {
    const row = at("baris-soal").content.cloneNode(true);
    const label = row.querySelector("label"), control = row.querySelector("input");
    label.htmlFor = control.id = control.name = `j${place + 1}`;
    label.textContent = place + 1;
    return row;
  }));
  const show = async (pack, quiz, seat) => {
    const person = pack.orang.find(({ kursi }) => kursi === seat);
    if (open?.quiz.uid === quiz.uid && open.seat === seat) { open.pack = pack; return; }
    const address = addressOf(pack, quiz, seat);
    const draft = await Afield.one(address);
    const waits = (await Afield.waiting()).find(({ alamat }) => alamat === address);
    open = { pack, quiz, seat, waits };
    at("isi").querySelector("h2").textContent = person.nama;
    at("kuisnya").textContent = waits ? "Lembar ini menunggu dikirim." : `Kuis kertas ${quiz.nomor}: ${quiz.judul}`;
    at("ke-kuis").href = `#kertas/${quiz.uid}`;
    at("kode").textContent = quiz.kode;
    at("tersimpan").textContent = saved;
    at("tersimpan").hidden = !saved;
    at("kursi-kosong").hidden = person.diambil;
    form.reset();
    build(quiz);
    at("lagi").hidden = !quiz.sudah.includes(seat) && !draft?.salah?.lagi;
    const wrong = draft?.salah || {};
    for (const [name, value] of draft?.isian || waits?.isian || []) {
      const control = form.elements[name];
      if (!control) continue;
      if (control.type === "checkbox") control.checked = true;
      else control.value = value;
    }
    const first = complain(wrong.lagi ? { ...wrong, "": wrong.lagi } : wrong);
    for (const control of form.querySelectorAll("input")) control.disabled = !!waits;
    form.querySelector("[type=submit]").textContent = waits ? "Ubah lagi" : "Simpan, lalu orang berikutnya";
    at("buang").hidden = !draft;
    (waits ? at("isi").querySelector("h2") : first || form.elements.kode).focus();
  };
  const close = () => { open = undefined; saved = ""; };
  const next = async ({ pack, quiz, seat }) => {
    const people = await states(pack, quiz);
    const here = people.findIndex(({ kursi }) => kursi === seat);
    const after = [...people.slice(here + 1), ...people.slice(0, here)].find(({ keadaan }) => ["belum", "kursi belum diambil", "belum selesai"].includes(keadaan));
    location.hash = after ? `#kertas/${quiz.uid}/${after.kursi}` : `#kertas/${quiz.uid}`;
  };
  const put = async () => {
    const { pack, quiz, seat } = open;
    const wrong = mistakes(quiz);
    const first = complain(wrong);
    if (first) { await Afield.keepSheet(pack, quiz, seat, typed()); first.focus(); return; }
    const address = addressOf(pack, quiz, seat);
    if (!(await Afield.waiting()).some(({ alamat }) => alamat === address)) await Afield.putSheet(pack, quiz, seat, typed(), crypto.randomUUID());
    saved = `Tersimpan di perangkat ini: ${pack.orang.find(({ kursi }) => kursi === seat).nama}.`;
    at("penuh").hidden = true;
    document.dispatchEvent(new Event("terisi"));
    await next(open);
  };
  const full = () => { at("penuh").hidden = false; };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!open) return;
    if (!open.waits) { put().catch(full); return; }
    const { pack, quiz, seat, waits } = open;
    open = undefined;
    Afield.reopen(waits).then(() => show(pack, quiz, seat)).catch(full);
  });
  // A device that dies in the middle of a sheet finds it again as it was.
  form.addEventListener("change", () => {
    if (open && !open.waits) Afield.keepSheet(open.pack, open.quiz, open.seat, typed()).then(() => { at("buang").hidden = false; }, full);
  });
  at("buang").querySelector("button").addEventListener("click", async () => {
    const { pack, quiz, seat } = open;
    await Afield.drop([pack.pemilik, addressOf(pack, quiz, seat)]);
    location.hash = `#kertas/${quiz.uid}`;
  });
  return { list, show, close, states, isDone, fill };
})();
