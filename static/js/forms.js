// One tap, one submission; and a finished lesson goes straight on to the next.
(() => {
  // Milliseconds until a button works again: the network may have stalled, or the reader pressed
  // Stop. Sending the same form twice changes nothing on the server.
  const PATIENCE = 8000;
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  };
  // The answer is a redirect to a page that is opened anyway, so it is not followed.
  const tell = (address) => {
    fetch(address, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  };
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      // Another button of the same form is another wish: the list as PDF, then as Excel.
      const tap = `1${event.submitter?.value || ""}`;
      if (form.dataset.sent === tap) { event.preventDefault(); return; }
      form.dataset.sent = tap;
      event.submitter?.setAttribute("aria-busy", "true");
      setTimeout(release, PATIENCE, form);
      if (form.dataset.next) {
        event.preventDefault();
        if (/(^|; )literasi_ada=1/.test(document.cookie)) tell(form.action);
        location.assign(form.dataset.next);
      }
    });
  }
  // A scanned card opens this page with its code after the #. It leaves the address at once,
  // and only fills in the form: whoever holds the phone still has to say yes. Where the page is open
  // already, as between two people on an office's phone, the browser does not load it again.
  const card = document.querySelector("form[data-card]");
  const scan = () => {
    if (!card || !/^#\d{16}$/.test(location.hash)) return;
    card.elements.kode.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname + location.search);
    card.requestSubmit();
  };
  scan();
  addEventListener("hashchange", scan);
  // Coming back with the back button, the form may be used again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) release(form);
  });
})();
