// Measures the page on the screen. Every function answers with a list of faults in words.
const about = (element) => {
  const text = (element.innerText || element.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ").slice(0, 60);
  return `${element.tagName.toLowerCase()}${element.className && element.className.baseVal === undefined ? `.${element.className}` : ""} “${text}”`;
};
const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  && !element.closest(".unseen, .skip, noscript, template");
const style = (element) => getComputedStyle(element);
const ancestors = function* (element) {
  for (let one = element; one && one !== document.documentElement; one = one.parentElement) yield one;
};
// A box that scrolls sideways by itself may hold more than fits.
const scrollBox = (element) => [...ancestors(element)].find((one) => ["auto", "scroll"].includes(style(one).overflowX));
const cutter = (element) => [...ancestors(element)].find((one) => ["hidden", "clip"].includes(style(one).overflowX));
// What stands on a ground of its own, so that words sticking out of it would look broken.
const BOXES = "button, .button, .card, .note, .problem, .practice, .week-step, .explain, label, td, th, .letters a, .doors a";

// The pieces of text that can be seen, one a line, each with where it stands.
const pieces = () => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !isShown(element) || element.closest("svg, script, style, select, textarea")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width > 1 && rect.height > 1) found.push({ node, element, rect });
    }
  }
  return found;
};

// A select shows only the choice that is made: its longest one has to fit, or to take two lines.
const cutsAChoice = (select) => {
  const { font, fontSize, lineHeight, paddingLeft, paddingRight, paddingBlock } = style(select);
  const pen = Object.assign(document.createElement("canvas").getContext("2d"), { font });
  const widths = [...select.options].map((one) => pen.measureText(one.text).width);
  const widest = widths.indexOf(Math.max(...widths));
  const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  if (widths[widest] <= room) return false;
  const { selectedIndex } = select;
  select.selectedIndex = widest;
  const line = parseFloat(lineHeight) || 1.2 * parseFloat(fontSize);
  const lines = Math.floor((select.clientHeight - 2 * parseFloat(paddingBlock)) / line + 0.1);
  select.selectedIndex = selectedIndex;
  return lines < widths[widest] / room;
};

const layout = () => {
  const faults = new Set();
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.add(`the page is ${document.documentElement.scrollWidth} wide, the screen ${width}`);
  const outside = ({ left, right }) => left < -1 || right > width + 1;
  for (const element of document.querySelectorAll("img, svg, audio, input, select, textarea, button, .button, table, pre")) {
    if (!isShown(element) || scrollBox(element) || element.closest(".hero svg, svg svg")) continue;
    if (outside(element.getBoundingClientRect())) faults.add(`beyond the edge: ${about(element)}`);
  }
  for (const element of document.querySelectorAll("select")) {
    if (isShown(element) && cutsAChoice(element)) faults.add(`cut off: the choices of ${element.name}`);
  }
  const seen = pieces();
  for (const { element, rect } of seen) {
    if (scrollBox(element)) continue;
    if (outside(rect)) faults.add(`beyond the edge: ${about(element)}`);
    // A long name of a person may end with dots; it stands whole in the page.
    const cut = cutter(element);
    if (cut && !(cut.matches(".me") && cut.clientWidth >= 100)) {
      const box = cut.getBoundingClientRect();
      if (rect.right > box.right + 1 || rect.bottom > box.bottom + 1 || rect.left < box.left - 1 || rect.top < box.top - 1) faults.add(`cut off: ${about(element)}`);
    }
    const box = element.closest(BOXES)?.getBoundingClientRect();
    if (box && (rect.right > box.right + 1 || rect.left < box.left - 1 || rect.bottom > box.bottom + 2 || rect.top < box.top - 2)) faults.add(`sticks out: ${about(element)}`);
  }
  seen.sort((one, other) => one.rect.top - other.rect.top);
  seen.forEach((one, place) => {
    for (let next = place + 1; next < seen.length && seen[next].rect.top < one.rect.bottom - 3; next += 1) {
      const other = seen[next];
      if (other.node === one.node) continue;
      const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      const down = Math.min(one.rect.bottom, other.rect.bottom) - other.rect.top;
      // Letters' boxes are taller than a tight line; words lie on each other from a third on.
      if (across > 2 && down > Math.min(one.rect.height, other.rect.height) / 3) faults.add(`${about(one.element)} lies on ${about(other.element)}`);
    }
  });
  return [...faults];
};

const isInSentence = (link) => {
  if (style(link).display !== "inline") return false;
  const block = [...ancestors(link.parentElement)].find((one) => style(one).display !== "inline");
  return block.innerText.trim().length > link.innerText.trim().length + 2;
};
const targets = (least) => {
  const found = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, audio, [tabindex='0']")]
    .filter((one) => isShown(one) && one.type !== "hidden" && !one.matches(".table"));
  const places = found.map((one) => {
    const whole = one.matches("[type=radio], [type=checkbox]") ? one.closest("label") || one : one;
    return { one: whole, rect: whole.getBoundingClientRect(), link: one };
  });
  const faults = [];
  for (const { one, rect, link } of places) {
    if (rect.height >= least - 0.5 || (link.matches("a") && isInSentence(link))) continue;
    const middle = (rect.top + rect.bottom) / 2;
    const near = places.find((other) => other.one !== one && other.rect.bottom > middle - least / 2 && other.rect.top < middle + least / 2
      && other.rect.right > rect.left && other.rect.left < rect.right);
    if (near) faults.push(`${Math.round(rect.height)} px: ${about(one)}, beside ${about(near.one)}`);
  }
  return faults;
};

const moving = () => {
  const faults = document.getAnimations().map((one) => `${one.animationName || one.transitionProperty} runs`);
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after"]) {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element, part);
      const still = animationName === "none" && scrollBehavior === "auto" && transitionDuration.split(", ").every((one) => one === "0s");
      if (!still) faults.push(`moves: ${about(element)}`);
    }
  }
  return faults;
};

const structure = () => {
  const faults = [];
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const say = (wrong, text) => { if (wrong) faults.push(text); };
  say(shown("h1").length !== 1, `${shown("h1").length} headings of the first level`);
  say(shown("main").length !== 1, `${shown("main").length} main parts`);
  for (const part of ["body > header", "body > footer"]) say(shown(part).length !== 1, `no ${part}`);
  say(!/\S+ · Literasi$/.test(document.title), `the title is “${document.title}”`);
  for (const table of shown("table")) {
    say(!table.querySelector("thead th"), `a table without column headers: ${about(table)}`);
    for (const head of table.querySelectorAll(":not(thead) > tr > th")) say(!head.scope, `a header of nothing: ${about(head)}`);
  }
  for (const image of shown("main svg")) {
    say(!image.closest("[aria-hidden=true], [role=img][aria-label]") && !image.matches("[role=img]"), `a picture without a name: ${about(image.parentElement)}`);
  }
  for (const [attribute, many] of [["aria-describedby", true], ["aria-labelledby", true], ["for", false]]) {
    for (const one of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of many ? one.getAttribute(attribute).trim().split(/\s+/) : [one.getAttribute(attribute)]) {
        say(!document.getElementById(id), `${attribute}=${id} leads nowhere`);
      }
    }
  }
  return faults;
};

// What a refused form does for whoever cannot see it: each complaint belongs to a field or leads to
// one, and the first thing to mend has the focus.
const complaints = () => {
  const found = [...document.querySelectorAll("main .error, main [role=alert]")].filter((one) => one.checkVisibility());
  const faults = found.filter((one) => {
    const tied = one.id && document.querySelector(`[aria-describedby~="${CSS.escape(one.id)}"]`);
    return !tied && !one.querySelector("a[href^='#']");
  }).map((one) => `a complaint that belongs to nothing: ${about(one)}`);
  const { activeElement } = document;
  if (found.length && !activeElement.matches("[aria-invalid=true], [role=alert]")) faults.push(`what is to be mended does not have the focus: ${about(activeElement)}`);
  return faults;
};
