// Answers from paper: Enter moves on to the next field, and saves from the last one.
document.addEventListener("keydown", (event) => {
  const grid = event.target.closest?.("[data-grid]");
  if (!grid || event.key !== "Enter") return;
  const fields = [...grid.querySelectorAll("input[type=text]")];
  const next = fields[fields.indexOf(event.target) + 1];
  if (!fields.includes(event.target) || !next) return;
  event.preventDefault();
  next.focus();
});
