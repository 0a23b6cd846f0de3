"""What is wrong with the page on the screen, measured in the browser: a list of faults in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from axe_playwright_python import base
from playwright.sync_api import Page

from tests.journeys.conftest import PHONE

NARROW = {"width": 320, "height": 640}
TOUCH = 48  # CSS pixels
# The rules whose answer may change with colours, and with width or size of letters. Letters that
# come to lie on another ground than their own lie on something else, which `layout_faults` finds.
BY_COLOUR = ("color-contrast", "link-in-text-block")
BY_SIZE = ("scrollable-region-focusable", "target-size")


def faults_in_every_look(page: Page) -> list[str]:
    """What is wrong in light, dark and forced colours, on a phone 320 pixels wide, and with letters
    twice as large; the page is left as it was.

    axe's rules that follow from the markup alone are asked once, those that follow from what is
    drawn again in every look that may change them.
    """
    load_axe(page)
    faults = axe_faults(page) + layout_faults(page)
    read = words(page)
    page.emulate_media(color_scheme="dark")
    faults += [f"dark: {fault}" for fault in axe_faults(page, BY_COLOUR)]
    page.emulate_media(forced_colors="active")
    faults += [f"forced: {fault}" for fault in axe_faults(page, BY_COLOUR)]
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.set_viewport_size(NARROW)
    faults += [f"320 px: {fault}" for fault in _faults_as_drawn(page, read)]
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    faults += [f"200 %: {fault}" for fault in _faults_as_drawn(page, read)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return faults


def _faults_as_drawn(page: Page, read: str) -> list[str]:
    faults = layout_faults(page) + axe_faults(page, BY_SIZE)
    return faults if words(page) == read else [*faults, "something else can be read"]


def unfold(page: Page) -> None:
    """Open what is folded away."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def load_axe(page: Page) -> None:
    """Before the first look at a page.

    axe asks for -webkit-text-fill-color. Under forced colours Chromium paints the forced colour
    and yet answers with the page's own, so axe is told the colour of the text instead.
    """
    page.evaluate(base.AXE_SCRIPT)
    page.evaluate(
        """() => {
          const { getPropertyValue } = CSSStyleDeclaration.prototype;
          CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
            return getPropertyValue.call(this, name === "-webkit-text-fill-color" ? "color" : name);
          };
        }"""
    )


def axe_faults(page: Page, only: Iterable[str] = ()) -> list[str]:
    """What axe finds, by all its rules and that of WCAG 2.2, or by a few."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if only:
        options["runOnly"] = {"type": "rule", "values": list(only)}
    else:
        options["rules"] = {"target-size": {"enabled": True}}
    found = page.evaluate(f"axe.run({json.dumps(options)}).then(found => found.violations)")
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


def layout_faults(page: Page) -> list[str]:
    """What is wider than the screen, cut off, sticks out of its box, or lies on something else."""
    found: list[str] = page.evaluate(_SCRIPT + "layout()")
    return found


def small_targets(page: Page) -> list[str]:
    """What one taps that is less than 48 pixels high and has something else to tap within 48
    pixels. Links in a sentence are excepted, as WCAG 2.5.8 has it."""
    found: list[str] = page.evaluate(_SCRIPT + f"targets({TOUCH})")
    return found


def moving(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_SCRIPT + "moving()")
    return found


def structure_faults(page: Page) -> list[str]:
    """What a screen reader would miss that axe does not ask for."""
    found: list[str] = page.evaluate(_SCRIPT + "structure()")
    return found


def complaint_faults(page: Page) -> list[str]:
    """Where a refused form leaves whoever cannot see what is wrong."""
    found: list[str] = page.evaluate(_SCRIPT + "complaints()")
    return found


def words(page: Page) -> str:
    """Everything that can be read on the page."""
    return " ".join(str(page.evaluate("document.body.innerText")).split())


_SCRIPT = (Path(__file__).parent / "looks.js").read_text("utf-8") + "\n"
