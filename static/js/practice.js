// A practice is answered and explained at once. Without script its answer unfolds by hand.
(() => {
  const isText = (control) => control.type === "text";
  const read = (control) => Numbers["rupiah" in control.dataset ? "rupiah" : "plain"](control.value);
  const isRight = (control) => {
    if (control.type === "radio" || control.type === "checkbox") return control.checked === "right" in control.dataset;
    if (control.tagName === "SELECT") return control.value === control.dataset.right;
    // A hair more than the tolerance: 4.9 - 4.8 is a little over 0.1 here, and not on the server.
    return Math.abs(read(control) - control.dataset.answer) - control.dataset.tolerance < 1e-9;
  };
  for (const practice of document.querySelectorAll(".practice")) {
    const controls = [...practice.querySelectorAll("input, select")];
    const check = practice.querySelector("[data-check]");
    const verdict = practice.querySelector("[data-verdict]");
    const words = practice.dataset;
    const answered = () => controls.every((c) => (c.tagName === "SELECT" || isText(c) ? c.value : true));
    const say = (text, mark = "") => {
      verdict.textContent = text;
      verdict.className = `verdict-line ${mark}`;
    };
    const reveal = () => {
      const given = answered() && (controls.some((c) => c.checked) || !controls.some((c) => "checked" in c && !isText(c)));
      if (!given) { say(words.firstWord); return; }
      if (controls.some((c) => "answer" in c.dataset && Number.isNaN(read(c)))) {
        say(words.unreadWord);
        return;
      }
      if (!("reflection" in practice.dataset)) {
        const right = controls.every(isRight);
        if (right) say(words.rightWord, "right");
        else say(words.wrongWord, "wrong");
      }
      for (const note of practice.querySelectorAll("[data-note]")) {
        note.hidden = !practice.querySelector(`#${note.dataset.note}`).checked;
      }
      practice.querySelector("details").open = true;
    };
    if (check) {
      check.hidden = false;
      check.addEventListener("click", reveal);
      practice.addEventListener("keydown", ({ key, target }) => { if (key === "Enter" && isText(target)) reveal(); });
      continue;
    }
    // Arrow keys choose whatever they pass. That is answered with Space or Enter, or by going on.
    let byArrow = false, waits = false;
    const answer = () => { waits = false; reveal(); };
    practice.addEventListener("keydown", ({ key }) => {
      byArrow = key.startsWith("Arrow");
      if (waits && (key === " " || key === "Enter")) answer();
    });
    practice.addEventListener("keyup", () => { byArrow = false; });
    practice.addEventListener("change", () => { if (byArrow) waits = true; else answer(); });
    practice.addEventListener("focusout", ({ relatedTarget }) => { if (waits && relatedTarget?.type !== "radio") answer(); });
  }
})();
