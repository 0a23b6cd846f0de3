"""Somebody at a keyboard: nothing but Tab, Enter, Space, arrows and letters."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from literasi.domain.money import format_number
from literasi.domain.question import Choice, Matching, Number, Ordering, Question, Several

FAR = 90  # presses of Tab; a page that needs more leads nowhere


class Keyboard:
    """Each press of Tab looks where the focus came to: it is seen there, and goes forward."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab(self) -> None:
        self.page.evaluate("window.before = document.activeElement")
        self.page.keyboard.press("Tab")
        assert (fault := self.page.evaluate(_LOOK)) == "", f"{self.page.url}: {fault}"

    def to(self, wanted: Locator) -> None:
        """Press Tab until this has the focus."""
        for _ in range(FAR):
            if self.has_focus(wanted):
                return
            self.tab()
        raise AssertionError(f"{self.page.url}: {wanted} is out of reach")

    def has_focus(self, wanted: Locator) -> bool:
        return wanted.and_(self.page.locator(":focus")).count() == 1

    def press(self, wanted: Locator, key: str = "Enter") -> None:
        self.to(wanted)
        self.page.keyboard.press(key)

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def write(self, wanted: Locator, text: str) -> None:
        self.to(wanted)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def answer(self, field: Locator, question: Question) -> None:
        """Answer a question rightly, wherever its options stand."""
        match question:
            case Choice():
                self._choose(field, [question.options[question.correct].html])
            case Several():
                self._choose(field, [question.options[place].html for place in question.correct])
            case Number():
                self.write(field.get_by_role("textbox"), format_number(question.answer))
            case Ordering():
                for line, place in _lines(field, list(question.items)):
                    self._select(line, place + 1)
            case Matching():
                for line, left in _lines(field, list(question.lefts)):
                    texts = line.locator("option").all_text_contents()
                    self._select(line, texts.index(_plain(self.page, question.rights[left])))

    def _choose(self, field: Locator, wanted: list[str]) -> None:
        inputs = field.locator(".options input")
        shown = [one.inner_html().strip() for one in field.locator(".options label > span").all()]
        places = [place for place, html in enumerate(shown) if html in wanted]
        if inputs.first.get_attribute("type") == "checkbox":
            for place in places:
                self.press(inputs.nth(place), "Space")
            return
        self.press(inputs.first, "Space")
        for _ in range(places[0]):
            self.page.keyboard.press("ArrowDown")
        expect(inputs.nth(places[0])).to_be_checked()

    def _select(self, line: Locator, place: int) -> None:
        self.to(line.get_by_role("combobox"))
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")
        assert line.get_by_role("combobox").evaluate("one => one.selectedIndex") == place


def _lines(field: Locator, known: list[str]) -> list[tuple[Locator, int]]:
    """The lines of a question as they stand on the screen, each with its place in the answer."""
    found = field.locator(".pair").all()
    return [(one, known.index(one.locator("label").inner_html().strip())) for one in found]


def _plain(page: Page, html: str) -> str:
    text = page.evaluate(
        "html => { const t = document.createElement('template'); t.innerHTML = html;"
        " return t.content.textContent; }",
        html,
    )
    return str(text)


# In words what is wrong with where the focus is, or nothing. Its ring stands two pixels outside, on
# the ground of what is around it.
_LOOK = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "nothing has the focus";
  const name = `${one.tagName} “${(one.innerText || one.name || "").trim().slice(0, 40)}”`;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
  if (outlineStyle !== "solid" || parseFloat(outlineWidth) < 2) return `${name} has no ring`;
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = one.parentElement;
  const isClear = (colour) => colour === "transparent" || channels(colour)[3] === 0;
  while (isClear(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
  const [dark, bright] = [outlineColor, getComputedStyle(ground).backgroundColor].map(light)
    .sort((a, b) => a - b);
  const contrast = (bright + 0.05) / (dark + 0.05);
  if (contrast < 3) return `${name} has a ring of contrast ${contrast.toFixed(2)}`;
  const box = one.getBoundingClientRect();
  const across = (box.left + box.right) / 2;
  const down = Math.min(Math.max(box.top, 0) + box.height / 2, innerHeight - 1);
  const top = document.elementFromPoint(across, down);
  if (!top || !(one.contains(top) || top.contains(one))) return `${name} is not on the screen`;
  const { before } = window;
  if (!before?.isConnected || before === document.body) return "";
  const goesOn = before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  return goesOn ? "" : `${name} comes after what follows it`;
}"""
