// A lesson read aloud by the device's own voice, sentence by sentence, with the spoken one marked; or
// its recording, where there is no voice. What is read, and in which order, is what
// literasi/content/aloud.py says; a test compares the two.
const Listen = (() => {
  const UNHEARD = "details, fieldset, form, svg";
  const BLOCKS = "h1, h2, h3, h4, p, ul, ol, li, blockquote, figure, table";
  // A sentence ends at its sign, and the quotation mark that closes it, before a space.
  const SENTENCE = /\S[^]*?[.!?]["\u201d\u2019)]*(?=\s|$)|\S[^]*$/g;
  const PATIENCE = 5000; // milliseconds for a voice to begin
  const tidy = (text) => text.trim().replace(/\s+/g, " ");
  const ended = (text) => (/(?:[.!?]"?|:)$/.test(text) ? text : `${text}.`);

  // --- What is read ---------------------------------------------------------------------------

  const row = (columns, cells) => cells
    .map((cell, place) => (place && cell ? `${columns[place]}: ${cell}` : cell))
    .filter(Boolean).map(ended).join(" ");
  const cells = (line) => [...line.cells].map((cell) => tidy(cell.textContent));
  const rows = (table) => {
    const columns = cells(table.tHead.rows[0]);
    return [...table.tBodies].flatMap((body) => [...body.rows])
      .map((line) => ({ block: line, text: row(columns, cells(line)) }));
  };
  // Passages in reading order. Those with `nodes` are running text; the others are said as a whole.
  const gather = (element, found) => {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!found.open) found.push(found.open = { block: node.parentElement.closest(BLOCKS), text: "", nodes: [] });
        found.open.nodes.push({ node, start: found.open.text.length });
        found.open.text += node.data;
      } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(UNHEARD)) {
        const apart = node.matches(`${BLOCKS}, div, section`);
        if (apart) found.open = null;
        if (node.matches("table")) found.push(...rows(node));
        else if (node.matches("figure")) found.push({ block: node, text: node.querySelector("svg").getAttribute("aria-label") });
        else gather(node, found);
        if (apart) found.open = null;
      }
    }
    return found;
  };
  const languageOf = (element) => element.closest("[lang]").lang;
  // What a page in another language adds to a lesson is not said by the lesson's voice.
  const passages = () => {
    const title = document.querySelector("h1"), found = gather(title, []);
    found.open = null;
    return gather(document.getElementById("pelajaran"), found)
      .filter((one) => one.text.trim() && languageOf(one.block) === languageOf(title));
  };
  const at = (nodes, offset) => {
    const { node, start } = nodes.filter((one) => one.start <= offset).pop();
    return [node, offset - start];
  };
  const rangeOf = (nodes, from, to) => {
    const range = document.createRange();
    range.setStart(...at(nodes, from));
    range.setEnd(...at(nodes, to));
    return range;
  };
  const sentences = () => passages().flatMap(({ block, text, nodes }) => {
    if (!nodes) return [{ block, text: tidy(text) }];
    return [...text.matchAll(SENTENCE)].map((match) => ({
      block, text: tidy(match[0]), range: rangeOf(nodes, match.index, match.index + match[0].trimEnd().length),
    }));
  });

  // --- The mark -------------------------------------------------------------------------------

  let marked;
  const unmark = () => {
    if (window.Highlight) CSS.highlights.delete("dengar");
    marked?.classList.remove("heard");
  };
  const mark = ({ block, range }) => {
    unmark();
    if (range && window.Highlight) CSS.highlights.set("dengar", new Highlight(range));
    else (marked = block).classList.add("heard");
  };
  // Whoever scrolls away wants to see something else, and is not pulled back.
  let follows = true;
  for (const sign of ["wheel", "touchmove"]) addEventListener(sign, () => { follows = false; }, { passive: true });
  const show = ({ block, range }, covered) => {
    const { top, bottom } = (range || block).getBoundingClientRect();
    if (!follows || (top >= covered && bottom <= innerHeight)) return;
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    scrollBy({ top: top - Math.max(covered, innerHeight / 3), behavior });
  };

  // --- The voice ------------------------------------------------------------------------------

  const voices = () => new Promise((done) => {
    const give = () => done(speechSynthesis.getVoices());
    if (speechSynthesis.getVoices().length) { give(); return; }
    speechSynthesis.addEventListener("voiceschanged", give, { once: true });
    setTimeout(give, 1500);
  });
  // On the device itself: another would send the words to whoever lends it, and needs a signal.
  const voiceFor = async (language) => {
    // Older Androids call Indonesian by its old code.
    const codes = language === "id" ? ["id", "in"] : [language];
    const fit = (await voices()).filter((voice) => voice.localService && codes.includes(voice.lang.toLowerCase().split(/[-_]/)[0]));
    return fit.find((voice) => voice.default) || fit[0];
  };
  // Pausing and going on is done by whole sentences: a browser's own pause forgets where it was, or
  // never comes back, on many phones.
  const reader = (voice, language, { onSentence, onEnd, onStuck }) => {
    const all = sentences();
    let place = 0, rate = 1, turn = 0, timer, kept;
    const halt = () => {
      turn += 1;
      clearTimeout(timer);
      speechSynthesis.cancel();
    };
    const speak = () => {
      halt();
      const mine = turn;
      const still = (act) => () => { if (mine === turn) act(); };
      // Kept, because some browsers forget to say that an utterance ended when nobody holds it.
      kept = new SpeechSynthesisUtterance(Spoken(all[place].text, language));
      Object.assign(kept, { voice, lang: voice.lang, rate });
      kept.onstart = () => clearTimeout(timer);
      kept.onend = still(() => {
        place += 1;
        if (place < all.length) speak();
        else { halt(); place = 0; onEnd(); }
      });
      kept.onerror = still(() => { halt(); onStuck(); });
      timer = setTimeout(still(() => { halt(); onStuck(); }), PATIENCE);
      onSentence(all[place]);
      // A browser that has just been silenced may not hear what comes in the same breath.
      setTimeout(still(() => speechSynthesis.speak(kept)), 50);
    };
    return { halt, speak, setRate: (value) => { rate = value; } };
  };

  // --- The player -----------------------------------------------------------------------------

  const fetchPlayer = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const template = page.getElementById("pemutar");
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: template.dataset.style }));
    return document.importNode(template.content, true).firstElementChild;
  };
  const sizeOf = async (address) => {
    const answer = await fetch(address, { method: "HEAD" }).catch(() => null);
    return answer?.ok ? Number(answer.headers.get("Content-Length")) : 0;
  };
  const offerRecording = async (part, address, why) => {
    const said = part("said"), size = await sizeOf(address);
    said.textContent = said.dataset[`${why}Word`];
    part("help").hidden = part("close").hidden = false;
    if (!size) { part("nothing").hidden = false; return; }
    const button = part("fetch"), audio = part("recording").querySelector("audio");
    part("size").textContent = `${Math.ceil(size / 1000).toLocaleString(document.documentElement.lang)} kB`;
    part("recording").hidden = false;
    audio.onerror = () => { said.textContent = said.dataset.unplayableWord; };
    button.onclick = () => {
      button.hidden = true;
      audio.hidden = false;
      audio.src = address;
      audio.play().catch(() => {});
      audio.focus();
    };
    button.focus();
  };
  const readAloud = (part, player, voice, language, giveUp) => {
    const toggle = part("toggle"), said = part("said");
    let speaking;
    const begin = () => {
      speaking = follows = true;
      toggle.textContent = toggle.dataset.pauseWord;
      said.textContent = "";
      voiced.speak();
    };
    const rest = (word) => {
      speaking = false;
      toggle.textContent = toggle.dataset[`${word}Word`];
    };
    const voiced = reader(voice, language, {
      onSentence: (sentence) => { mark(sentence); show(sentence, player.getBoundingClientRect().bottom); },
      onEnd: () => { unmark(); rest("again"); said.textContent = said.dataset.endWord; },
      onStuck: () => { unmark(); giveUp(); },
    });
    toggle.onclick = () => {
      if (!speaking) { begin(); return; }
      voiced.halt();
      rest("goOn");
    };
    part("rate").onchange = ({ target }) => {
      voiced.setRate(Number(target.value));
      if (speaking) voiced.speak();
    };
    part("speaking").hidden = false;
    player.classList.add("speaking");
    document.documentElement.classList.add("listening");
    toggle.focus();
    begin();
  };

  const open = async (link) => {
    if (link.ariaBusy === "true") return;
    link.ariaBusy = "true";
    const player = await fetchPlayer(link.dataset.player).finally(() => { link.ariaBusy = null; });
    const language = languageOf(document.querySelector("h1"));
    const part = (name) => player.querySelector(`[data-${name}]`);
    const close = () => {
      speechSynthesis.cancel();
      unmark();
      player.remove();
      document.documentElement.classList.remove("listening");
      link.hidden = false;
      link.focus();
    };
    const offer = (why) => {
      part("speaking").hidden = true;
      player.classList.remove("speaking");
      return offerRecording(part, `${link.href}.opus`, why);
    };
    speechSynthesis.cancel();
    part("stop").onclick = part("close").onclick = close;
    player.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    link.parentElement.after(player);
    link.hidden = true;
    const voice = await voiceFor(language);
    if (!player.isConnected) return;
    if (voice) readAloud(part, player, voice, language, () => offer("stuck"));
    else await offer("noVoice");
  };
  // Some browsers go on speaking after the page is left.
  addEventListener("pagehide", () => speechSynthesis.cancel());
  return { open, passages, sentences };
})();
