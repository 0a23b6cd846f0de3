// A button that copies a field, where the browser lets a page do that; the field can be selected by
// hand anyway.
(() => {
  for (const place of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(place.dataset.copy);
    const said = place.querySelector("[role=status]");
    place.hidden = false;
    place.querySelector("button").addEventListener("click", () => {
      field.select();
      const copied = navigator.clipboard?.writeText(field.value) || Promise.reject(new Error("no clipboard"));
      copied.then(() => { said.textContent = said.dataset.done; }, () => { said.textContent = said.dataset.byHand; });
    });
  }
})();
