// While files of certificates are being made, their count is fetched again each second. Without this
// script a link shows the same. What is heard changes less often than what is seen.
for (const box of document.querySelectorAll("[data-files]")) {
  const EVERY = 1000, LATER = 10000;
  const part = box.querySelector("[data-files-part]"), heard = box.querySelector("[aria-live]");
  let tag = "", told = part.firstElementChild.dataset.said;
  const state = () => part.firstElementChild;
  const show = (text) => {
    const link = part.contains(document.activeElement);
    part.innerHTML = text;
    if (state().dataset.said !== told) heard.textContent = told = state().dataset.said;
    hideLink();
    if (link) box.querySelector("h2").focus();
  };
  const hideLink = () => { for (const one of part.querySelectorAll("[data-files-link]")) one.hidden = true; };
  const fetchAgain = async () => {
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = await fetch(box.dataset.files, { headers, cache: "no-store", redirect: "manual" });
    if (answer.status === 200) {
      show(await answer.text());
      tag = answer.headers.get("ETag") || "";
    } else if (answer.status !== 304) {
      throw new Error(answer.status);
    }
  };
  const tick = async () => {
    let pause = EVERY;
    if (!document.hidden) await fetchAgain().catch(() => { pause = LATER; });
    if ("working" in state().dataset) setTimeout(tick, pause);
  };
  if ("working" in state().dataset) {
    hideLink();
    setTimeout(tick, EVERY);
  }
}
