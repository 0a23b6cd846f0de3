// The page of quizzes with no signal: opens a sheet that the phone keeps, takes its answers, and
// lists what else there is. It also stands in for a quiz page that cannot be reached.
(() => {
  const at = (name) => document.querySelector(`[data-waiting-${name}]`);
  const form = at("form"), fields = at("fields"), words = form.dataset;
  const heading = document.querySelector("h1");
  const isText = (control) => control.type === "text";
  // Whether a question is answered in a way that the server can read.
  const isAnswered = (question) => {
    const controls = [...question.querySelectorAll("input, select")];
    const places = controls.filter((one) => one.closest(".place-select")).map((one) => one.value);
    if (new Set(places).size < places.length) return false;
    if (controls[0].tagName === "SELECT") return controls.every((one) => one.value);
    if (!isText(controls[0])) return controls.some((one) => one.checked);
    const [{ value, inputMode }] = controls;
    // A sheet that was kept before rupiah had a mark of their own tells them by their keyboard.
    const isRupiah = "rupiah" in controls[0].dataset || inputMode === "text";
    return !Number.isNaN(Numbers[isRupiah ? "rupiah" : "plain"](value));
  };
  const complain = (question, text) => {
    const id = `${question.id}-salah`;
    question.classList.add("bad");
    question.setAttribute("aria-describedby", `${question.id}-tanya ${id}`);
    question.querySelector(".prompt").after(Object.assign(document.createElement("p"), { className: "error", textContent: text, id }));
  };
  const calm = () => {
    for (const note of fields.querySelectorAll(".error")) note.remove();
    for (const question of fields.querySelectorAll(".bad")) {
      question.classList.remove("bad");
      question.setAttribute("aria-describedby", `${question.id}-tanya`);
    }
  };
  const filled = () => [...new FormData(form)];
  const restore = (isian) => {
    for (const [name, value] of isian) {
      for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (control.type === "radio" || control.type === "checkbox") { if (control.value === value) control.checked = true; }
        else control.value = value;
      }
    }
  };
  const show = (sheet) => {
    heading.textContent = `${words.quizWord}: ${sheet.judul}`;
    if (sheet.bahasa) heading.lang = sheet.bahasa;
    fields.innerHTML = sheet.lembar;
    const sendOnline = fields.querySelector(".actions");
    if (sendOnline) sendOnline.remove();
    restore(sheet.isian || []);
    for (const [key, text] of Object.entries(sheet.salah || {})) {
      const question = document.getElementById(`soal-${key}`);
      if (question) complain(question, text);
    }
    form.hidden = false;
    // A phone that dies in the middle of a sheet finds it again as it was.
    form.onchange = () => Queue.keep({ ...sheet, isian: filled() }).catch(() => {});
    form.onsubmit = async (event) => {
      event.preventDefault();
      calm();
      at("full").hidden = true;
      const missing = [...fields.querySelectorAll("fieldset")].filter((one) => !isAnswered(one));
      for (const question of missing) complain(question, words.missingWord);
      if (missing.length) { missing[0].querySelector("input, select").focus(); return; }
      try {
        const kunci = await Queue.put(sheet, filled());
        at("kept").hidden = false;
        Queue.send(kunci);
      } catch (error) {
        // Another tab was faster, or the phone is full: then the answers stay where they are.
        at(error && error.name === "ConstraintError" ? "twice" : "full").hidden = false;
        if (!error || error.name !== "ConstraintError") return;
      }
      form.hidden = true;
      fields.replaceChildren();
      at("said").focus();
      document.dispatchEvent(new Event("antrean"));
      list();
    };
  };
  const list = async () => {
    const rows = (await Queue.sheets()).map(({ judul, bahasa, alamat }) => {
      const link = Object.assign(document.createElement("a"), { textContent: judul, href: `${words.shell}#${alamat}` });
      if (bahasa) link.lang = bahasa;
      const row = document.createElement("li");
      row.append(link);
      return row;
    });
    at("list").replaceChildren(...rows);
    at("none").hidden = rows.length > 0;
  };
  const start = async () => {
    const asked = location.pathname.endsWith("/kuis") ? location.pathname : location.hash.slice(1);
    form.hidden = true;
    const sheet = asked && await Queue.sheet(asked);
    at("instead").hidden = !asked || !!sheet;
    if (sheet) show(sheet);
    await list();
  };
  // Nothing of a sheet is left on a page that its owner left: it goes blank into the browser's memory.
  const reader = Queue.owner();
  addEventListener("hashchange", () => location.reload());
  document.addEventListener("visibilitychange", () => { if (!document.hidden && Queue.owner() !== reader) location.reload(); });
  addEventListener("pagehide", (event) => { document.documentElement.hidden = event.persisted; });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  start().catch(() => { at("cannot").hidden = false; });
})();
