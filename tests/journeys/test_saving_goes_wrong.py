"""A cut line, an old worker, a full or emptied phone: what was kept stays whole and unmixed."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from literasi.domain.course import Course
from literasi.web.public import StoredPage
from tests.cut_proxy import CutProxy
from tests.journeys.keeping import (
    NOT_KEPT,
    STORE,
    index_of,
    keep,
    kept_texts,
    press_keep,
    set_last_check,
    wait_for_shell,
    wait_for_version,
    wait_until,
)
from tests.journeys.own_site import OwnSite
from tests.journeys.phone_fixtures import address, course, handset, home, line, page

__all__ = ["course", "handset", "home", "line", "page"]
pytestmark = pytest.mark.journey

OLD = b"const SCHEMA = 1;"


def status(page: Page, module: int = 0) -> Locator:
    return page.locator("[data-save]").nth(module).get_by_role("status")


def version(home: OwnSite, course: Course, module: int = 0) -> tuple[str, str]:
    """A module's name on the phone, and its version on the site."""
    name = f"/kursus/{course.slug}/{course.modules[module].slug}"
    told = home.app.test_client().get(f"{name}/simpan.json").get_json()
    return name, told["versi"]


# A browser takes an answer that ends within its head for a whole, empty one; the hash knows better.
@pytest.mark.parametrize(
    ("after", "said"),
    [(0, "Sinyal terputus"), (150, "Coba lagi sebentar lagi"), (3_000, "Sinyal terputus")],
    ids=["no answer", "in its head", "in its body"],
)
def test_a_cut_download_says_so_shows_nothing_half_and_is_gone_on_with(
    page: Page, home: OwnSite, line: CutProxy, course: Course, after: int, said: str
) -> None:
    last = address(course, 0, 2)
    page.goto("/")
    wait_for_shell(page)
    line.cut(last, after)
    press_keep(page, course.slug)
    expect(status(page)).to_contain_text(said)
    line.go_away()
    page.goto(last)
    expect(page.locator("h1")).to_have_text(NOT_KEPT)
    expect(page.get_by_role("listitem").filter(has_text="belum lengkap")).to_be_visible()
    line.mend()
    line.come_back()
    line.asked.clear()
    page.goto("/simpanan")
    wait_for_version(page, *version(home, course))
    assert last in line.asked
    assert address(course, 0, 0) not in line.asked
    line.go_away()
    page.goto(last)
    expect(page.locator("h1")).to_have_text(course.modules[0].lessons[2].title)


def test_a_cut_update_leaves_the_old_version_whole(
    page: Page, home: OwnSite, line: CutProxy, course: Course
) -> None:
    keep(page, course.slug)
    places = [address(course, 0, 0), address(course, 0, 1)]
    titles = [one.title for one in course.modules[0].lessons]
    for place, title in zip(places, titles, strict=False):
        home.rewrite(place, f"<h1>{title}", f"<h1>Baru: {title}")
    home.publish()
    line.cut(places[1], after=900)
    set_last_check(page, -2)
    line.asked.clear()
    page.goto("/glosarium")
    wait_until(page, lambda: places[1] in line.asked)
    page.wait_for_timeout(500)
    for place, title in zip(places, titles, strict=False):
        page.goto(place)
        expect(page.locator("h1")).to_have_text(title)
    line.mend()
    page.goto("/glosarium")
    wait_for_version(page, *version(home, course))
    line.go_away()
    for place, title in zip(places, titles, strict=False):
        page.goto(place)
        expect(page.locator("h1")).to_have_text(f"Baru: {title}")


def test_pages_of_another_version_than_their_manifest_are_not_believed(
    page: Page, home: OwnSite, course: Course
) -> None:
    # As while a site is being renewed, or behind a cache that holds the version before.
    home.rewrite(address(course, 0, 1), "<h1", "<h1 data-newer")
    press_keep(page, course.slug)
    expect(status(page)).to_contain_text("sedang diperbarui")
    assert not [one for one in kept_texts(page).values() if "data-newer" in one]
    home.publish()
    page.goto("/")
    wait_for_version(page, *version(home, course))


def test_modules_of_a_course_are_never_of_two_versions(
    page: Page, home: OwnSite, line: CutProxy, course: Course
) -> None:
    keep(page, course.slug)
    home.rewrite(address(course, 0, 0), "<h1>", "<h1>Baru: ")
    home.publish()
    keep(page, course.slug, module=1)
    versions = {
        entry["versi"]
        for name, entry in index_of(page)["isi"].items()
        if name.startswith("/kursus")
    }
    assert versions == {version(home, course)[1]}
    line.go_away()
    page.goto(address(course, 0, 0))
    expect(page.locator("h1")).to_contain_text("Baru: ")


def test_a_new_worker_takes_over_what_an_old_one_kept(
    page: Page, home: OwnSite, line: CutProxy, course: Course
) -> None:
    mended = home.pages["/sw.js"]
    assert OLD in mended.plain
    old = mended.plain.replace(OLD, b"const SCHEMA = 0;")
    home.pages["/sw.js"] = StoredPage.of(old, mended.headers)
    page.goto(f"/kursus/{course.slug}")
    page.locator("[data-save]").first.get_by_role("button").click()
    expect(status(page)).to_contain_text("sekarang bisa dibuka")
    assert {place.split()[0] for place in kept_texts(page)} == {"literasi-0"}
    open_page = page.context.new_page()
    open_page.goto(address(course, 0, 0))
    home.pages["/sw.js"] = mended
    page.goto(address(course, 0, 1))
    wait_for_version(page, *version(home, course))
    assert {place.split()[0] for place in kept_texts(page)} == {STORE}
    # The page that was open meanwhile works on.
    line.go_away()
    open_page.reload()
    expect(open_page.locator("h1")).to_have_text(course.modules[0].lessons[0].title)


def set_quota(page: Page, origin: str, room: int | None) -> None:
    """Leave the phone this many bytes for the site; all there are with None."""
    session = page.context.new_cdp_session(page)
    limit = {} if room is None else {"quotaSize": room}
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, **limit})


def test_a_full_phone_says_so_and_keeps_what_it_had(
    page: Page, line: CutProxy, course: Course
) -> None:
    keep(page, course.slug)
    used = page.evaluate("navigator.storage.estimate().then((e) => e.usage)")
    page.goto(f"/kursus/{course.slug}")
    set_quota(page, line.address, used + 4_000)
    page.locator("[data-save]").nth(3).get_by_role("button").click()
    expect(status(page, 3)).to_contain_text("Memori HP penuh")
    titles = [entry.get("judul") for entry in index_of(page)["isi"].values()]
    assert course.modules[0].title in titles
    assert course.modules[3].title not in titles
    set_quota(page, line.address, None)
    line.go_away()
    page.goto(address(course, 0, 1))
    expect(page.locator("h1")).to_have_text(course.modules[0].lessons[1].title)


def test_an_emptied_phone_keeps_anew_and_a_missing_piece_comes_back(
    page: Page, home: OwnSite, line: CutProxy, course: Course
) -> None:
    keep(page, course.slug)
    lesson = address(course, 0, 1)
    page.evaluate(
        """async ([store, lesson]) => {
          const cache = await caches.open(store);
          const { isi } = await (await cache.match("/simpanan/indeks")).json();
          const entry = Object.values(isi).find(({ alamat }) => alamat[lesson]);
          await cache.delete(`/simpanan/isi/${entry.alamat[lesson]}`);
        }""",
        [STORE, lesson],
    )
    before = len(kept_texts(page))
    page.goto(lesson)
    expect(page.locator("h1")).to_have_text(course.modules[0].lessons[1].title)
    set_last_check(page, -2)
    page.goto("/glosarium")
    wait_until(page, lambda: len(kept_texts(page)) > before)
    page.evaluate("caches.keys().then((all) => Promise.all(all.map((one) => caches.delete(one))))")
    page.goto("/")
    wait_for_shell(page)
    line.go_away()
    page.goto("/sumber")
    expect(page.locator("h1")).to_have_text(NOT_KEPT)
    expect(page.locator("main")).to_contain_text("Belum ada modul yang tersimpan")


def test_a_cold_lesson_is_there_in_four_requests_and_25_kb(
    handset: BrowserContext, home: OwnSite, course: Course
) -> None:
    page = handset.new_page()
    session = handset.new_cdp_session(page)
    session.send("Network.enable")
    asked: dict[str, str] = {}
    arrived: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent",
        lambda e: asked.update({e["requestId"]: e["request"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda e: arrived.update({e["requestId"]: int(e["encodedDataLength"])}),
    )
    page.goto(address(course, 0, 0))
    wait_for_shell(page)
    fetched = {url: arrived[one] for one, url in asked.items() if not url.startswith("data:")}
    assert len(fetched) <= 4, fetched
    assert sum(fetched.values()) <= 25_000, fetched
    readable = [size for url, size in fetched.items() if ".js" not in url and "manifest" not in url]
    assert len(readable) == 2, fetched
    assert sum(readable) <= 14_000, fetched
