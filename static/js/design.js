// The example of a certificate's design follows the form. One is asked for at a time, since each
// takes the server a while; what was typed meanwhile is asked for afterwards. Without this script a
// button shows the same.
for (const form of document.querySelectorAll("form[data-design]")) {
  const PAUSE = 600;
  const box = document.querySelector("[data-example]");
  const said = document.querySelector("[data-example-said]");
  let waiting = 0, busy = false, again = false;
  const fields = () => {
    const sent = new FormData(form);
    sent.delete("berkas");
    sent.set("bagian", "contoh");
    return new URLSearchParams(sent);
  };
  const draw = async () => {
    if (busy) { again = true; return; }
    busy = true;
    again = false;
    said.textContent = said.dataset.busy;
    try {
      const answer = await fetch(form.dataset.design, { method: "POST", body: fields(), redirect: "manual" });
      if (!answer.ok) throw new Error(answer.status);
      box.innerHTML = await answer.text();
      said.textContent = said.dataset.done;
    } catch {
      said.textContent = said.dataset.failed;
    }
    busy = false;
    if (again) draw();
  };
  const soon = (event) => {
    if (event.target.type === "file") return;
    clearTimeout(waiting);
    waiting = setTimeout(draw, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  if (!box.querySelector("img")) draw();
}
