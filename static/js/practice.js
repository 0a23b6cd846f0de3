// A practice is answered and explained at once. Without script its answer unfolds by hand.
(() => {
  const units = { ribu: 1e3, rb: 1e3, juta: 1e6, jt: 1e6, miliar: 1e9 };
  const number = (text) => {
    const match = text.toLowerCase().replace(/rp|%|persen|\s/g, "").match(/^(-?[\d.]+)(?:,(\d+))?([a-z]*)$/);
    if (!match || (match[3] && !units[match[3]])) return NaN;
    return Number(`${match[1].replaceAll(".", "")}.${match[2] || 0}`) * (units[match[3]] || 1);
  };
  const isRight = (control) => {
    if (control.type === "radio" || control.type === "checkbox") return control.checked === "right" in control.dataset;
    if (control.tagName === "SELECT") return control.value === control.dataset.right;
    return Math.abs(number(control.value) - control.dataset.answer) <= control.dataset.tolerance;
  };
  for (const practice of document.querySelectorAll(".practice")) {
    const controls = [...practice.querySelectorAll("input, select")];
    const check = practice.querySelector("[data-check]");
    const verdict = practice.querySelector("[data-verdict]");
    const answered = () => controls.every((c) => (c.tagName === "SELECT" || c.type === "text" ? c.value : true));
    const reveal = () => {
      const given = answered() && (controls.some((c) => c.checked) || !controls.some((c) => "checked" in c && c.type !== "text"));
      if (!given) { verdict.textContent = "Jawab dulu, lalu tekan Periksa."; return; }
      if (!("reflection" in practice.dataset)) {
        const right = controls.every(isRight);
        verdict.textContent = right ? "Tepat." : "Belum tepat. Baca alasannya.";
        verdict.className = `verdict-line ${right ? "right" : "wrong"}`;
      }
      for (const note of practice.querySelectorAll("[data-note]")) {
        note.hidden = !practice.querySelector(`#${note.dataset.note}`).checked;
      }
      practice.querySelector("details").open = true;
    };
    if (check) { check.hidden = false; check.addEventListener("click", reveal); }
    else practice.addEventListener("change", reveal);
  }
})();
