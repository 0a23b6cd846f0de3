// The list of a meeting: every tap is stored on the device before anything else happens.
const AfieldMarks = (() => {
  const at = (name) => document.querySelector(`[data-af="${name}"]`);
  const list = at("daftar");
  let open; // what is shown: { pack, meeting, before }, where `before` are the marks without this list's taps
  const unsaved = new Map();
  const apply = (marks, item) => {
    for (const [name, mark] of item?.isian || []) if (name.startsWith("tanda-")) marks.set(name.slice(6), mark);
    return marks;
  };
  const build = (pack) => list.replaceChildren(...pack.orang.map(({ kursi, nama }, place) => {
    const row = at("baris-hadir").content.cloneNode(true);
    const who = row.querySelector(".whose");
    who.textContent = nama;
    who.id = `n${place}`;
    row.querySelector("[role=radiogroup]").setAttribute("aria-labelledby", who.id);
    for (const radio of row.querySelectorAll("input")) radio.name = `tanda-${kursi}`;
    return row;
  }));
  const check = (seat, mark) => {
    const radio = list.querySelector(`[name="tanda-${CSS.escape(seat)}"][value="${CSS.escape(mark || "")}"]`);
    if (radio) radio.checked = true;
  };
  const marksOf = async (pack, meeting) => {
    const address = `${pack.alamat}/pertemuan/${meeting.uid}`;
    const [draft, waits] = await Promise.all([Afield.one(address), Afield.waiting()]);
    const before = new Map(Object.entries(meeting.tanda));
    for (const item of waits) if (item.alamat === address) apply(before, item);
    return { before, shown: apply(new Map(before), draft) };
  };
  const show = async (pack, meeting) => {
    const { before, shown } = await marksOf(pack, meeting);
    const people = pack.orang.map(({ kursi, nama }) => kursi + nama).join();
    if (list.dataset.people !== people) { build(pack); list.dataset.people = people; }
    open = { pack, meeting, before };
    at("hadir").querySelector("h2").textContent = `Daftar hadir ${meeting.judul}`;
    at("tentang").textContent = meeting.tentang;
    // What is not on the device yet stays as it was tapped.
    for (const { kursi } of pack.orang) check(kursi, unsaved.has(kursi) ? unsaved.get(kursi) : shown.get(kursi));
  };
  const store = async () => {
    const { pack, meeting, before } = open;
    const taps = [...unsaved].map(([seat, mark]) => [seat, mark, before.get(seat)]);
    try {
      await Afield.mark(pack, meeting, taps);
      for (const [seat, mark] of taps) if (unsaved.get(seat) === mark) unsaved.delete(seat);
      at("penuh").hidden = true;
    } catch {
      at("penuh").hidden = false;
    }
    document.dispatchEvent(new Event("terisi"));
  };
  list.addEventListener("change", ({ target }) => { unsaved.set(target.name.slice(6), target.value); store(); });
  list.closest("form").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-rest]")) {
    button.addEventListener("click", () => {
      for (const empty of list.querySelectorAll("input[value='']:checked")) {
        const seat = empty.name.slice(6);
        unsaved.set(seat, button.dataset.rest);
        check(seat, button.dataset.rest);
      }
      if (unsaved.size) store();
    });
  }
  return { show, marksOf };
})();
