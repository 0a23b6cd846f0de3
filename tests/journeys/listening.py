"""A stand-in for the voices of a device, and what the journeys of listening do with it.

Debian's Chromium has no voice, so what is tested is our own part: the stand-in keeps what it is
told to say, and "ends" a sentence when the test says so.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.journeys.keeping import until

LESSON = "/kursus/aman-dari-penipuan/kenali-tanda/empat-tanda"
OTHER = "/kursus/aman-dari-penipuan/kenali-tanda/kode-adalah-kunci"
FOLDER = "audio/aman-dari-penipuan/kenali-tanda/empat-tanda/id"
MARKED = "[...(CSS.highlights.get('dengar') || [])].map(String).join('|').replace(/\\s+/g, ' ')"
STAND_IN = """
(() => {
  const said = [];
  const voices = VOICES.map(([lang, localService]) => ({ lang, localService, name: lang }));
  let now = null;
  window.standIn = {
    said, hangs: false, breaks: false,
    get speaking() { return now && now.text; },
    finish() { const it = now; now = null; it.onend?.(); },
  };
  class Utterance { constructor(text) { this.text = text; this.rate = 1; } }
  const synthesis = {
    getVoices: () => voices,
    addEventListener() {},
    cancel() { const it = now; now = null; it?.onerror?.({ error: "interrupted" }); },
    speak(it) {
      if (!it.text || standIn.hangs) return;
      if (standIn.breaks) { it.onerror?.({ error: "synthesis-failed" }); return; }
      said.push({ text: it.text, rate: it.rate, lang: it.lang, voice: it.voice?.lang });
      now = it;
      it.onstart?.();
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  window.SpeechSynthesisUtterance = Utterance;
})();
"""
BOTH: list[list[Any]] = [["en-US", True], ["id-ID", True]]


def give_voices(page: Page, *voices: list[Any]) -> None:
    """A stand-in for the device's voices: their languages, and whether they are on the device."""
    page.add_init_script(
        STAND_IN.replace(
            "VOICES", str(list(voices)).replace("True", "true").replace("False", "false")
        )
    )


def listen(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("link", name="Dengarkan", exact=True).click()


def speaking(page: Page) -> Any:
    return until(page, "window.standIn && standIn.speaking")


def finish(page: Page) -> Any:
    """Let the sentence end, and give the next one."""
    page.evaluate("standIn.finish()")
    return speaking(page)
