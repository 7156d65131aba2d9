"""The website of the lessons, in a real browser: whole without the net, on a phone, in both colors, for everybody."""

import functools
import html
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsers import AXE, chromium
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from autograder.build.release import root
from autograder.build.site import make_site, pack
from autograder.build.stub import read_chapter
from autograder.course import Course

pytestmark = pytest.mark.slow

PAGES = (
    "index.html", "ch0_introduction/ch0_introduction.html", "ch1_3_functions/ch1_3_functions.html",
    "ch2_2_gradient_descent/ch2_2_gradient_descent.html", "ch3_4_backpropagation/ch3_4_backpropagation.html",
    "ch4_3_pooling/ch4_3_pooling.html", "ch4_5_capstone/ch4_5_capstone.html", "w3_network/w3_network.html",
    "reference/losses.html",
)  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@pytest.fixture(scope="module")
def site(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    assert make_site(course, folder) > len(course.chapters)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile"), [AXE]) as driver:
        yield driver


def show(browser: Any, url: str, width: int = 1100, height: int = 900, mode: str = "light") -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    chosen = f"localStorage.setItem('mode', '{mode}'); localStorage.setItem('theme', '{mode}')"
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": chosen})
    browser.get(url)
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fetches_nothing_from_elsewhere_and_says_no_error(browser: Any, address: str, page: str) -> None:
    for kind in ("browser", "performance"):
        browser.get_log(kind)
    show(browser, f"{address}/{page}")
    requests = re.findall(r'"method":"Network.requestWillBeSent".*?"url":"([^"]+)"', str(
        [entry["message"] for entry in browser.get_log("performance")]))  # fmt: skip
    assert requests
    assert [url for url in requests if not url.startswith((address, "data:", "chrome", "about:", "blob:"))] == []
    assert [entry["message"] for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_scrolls_sideways_on_a_phone(browser: Any, address: str, page: str) -> None:
    show(browser, f"{address}/{page}", 375, 800)
    assert browser.execute_script("return document.scrollingElement.scrollWidth") <= 375


# In both looks, what has most kinds of content; of the others, which are made of the same parts, each in one.
LOOKS = [("light", 1100), ("dark", 375)]
BOTH = ("index.html", "ch0_introduction/ch0_introduction.html", "ch3_4_backpropagation/ch3_4_backpropagation.html")
READ = [(page, *look) for number, page in enumerate(PAGES) for look in (LOOKS if page in BOTH else [LOOKS[number % 2]])]


@pytest.mark.parametrize(("page", "mode", "width"), READ)
def test_everybody_can_read_it(browser: Any, address: str, page: str, mode: str, width: int) -> None:
    show(browser, f"{address}/{page}", width, mode=mode)
    assert browser.execute_script("return document.documentElement.dataset.theme") == mode
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    found = browser.execute_async_script(
        "axe.run({runOnly: arguments[0], resultTypes: ['violations']}).then(arguments[1])", RULES
    )
    told = [(v["id"], n["html"][:120], n["failureSummary"][:200]) for v in found["violations"] for n in v["nodes"]]
    assert told == []


def test_search_finds_dropout(browser: Any, address: str) -> None:
    show(browser, f"{address}/search.html?q=dropout")
    WebDriverWait(browser, 60).until(lambda b: b.find_elements(By.CSS_SELECTOR, "ul.search li a"))
    links = [link.get_attribute("href") for link in browser.find_elements(By.CSS_SELECTOR, "ul.search li a")]
    assert any("ch4_4_regularization" in link for link in links)


def test_search_works_from_a_folder_too(browser: Any, site: Path) -> None:
    browser.get(f"{(site / 'search.html').as_uri()}?q=dropout")
    WebDriverWait(browser, 60).until(lambda b: b.find_elements(By.CSS_SELECTOR, "ul.search li a"))


def test_hints_are_folded_and_open(browser: Any, address: str) -> None:
    show(browser, f"{address}/ch1_1_arrays/ch1_1_arrays.html")
    hint = next(each for each in browser.find_elements(By.TAG_NAME, "details") if each.text.startswith("Hint 1"))
    assert hint.get_attribute("open") is None
    hint.find_element(By.TAG_NAME, "summary").click()
    assert len(hint.text.split("\n", 1)[1]) > 20


def test_formulas_are_drawn(browser: Any, address: str) -> None:
    show(browser, f"{address}/ch2_2_gradient_descent/ch2_2_gradient_descent.html")
    sizes = browser.execute_script(
        "const seen = [...document.querySelectorAll('math')].filter(m => m.checkVisibility());"
        "return seen.map(m => m.getBoundingClientRect().width)"
    )
    assert len(sizes) > 20
    assert min(sizes) > 0


def test_previous_and_next_lead_through_the_course(browser: Any, address: str) -> None:
    show(browser, f"{address}/ch1_1_arrays/ch1_1_arrays.html")
    links = {
        side: browser.find_element(By.CSS_SELECTOR, f"a.{side}").get_attribute("href")
        for side in ("left-prev", "right-next")
    }
    assert "ch0_introduction" in links["left-prev"]
    assert "ch1_2_matrices" in links["right-next"]


def test_there_is_no_solution_in_it(site: Path, course: Course) -> None:
    pages = "".join(html.unescape(re.sub(r"<[^>]*>", "", path.read_text("utf-8"))) for path in site.rglob("*.html"))
    pages, looked_at = "".join(pages.split()), 0
    for chapter in course.chapters:
        for name, solution in read_chapter(chapter).solutions.items():
            if len(solution.body.strip().split("\n")) > 2:  # shorter ones the third hint may say
                looked_at += 1
                assert "".join(solution.body.split()) not in pages, name
    assert looked_at > 50


def test_signatures_call_an_array_an_array(site: Path, course: Course) -> None:
    for part in course.parts:
        page = (site / "reference" / f"{part.name}.html").read_text("utf-8")
        parameters = [re.sub(r"<[^>]*>", "", text) for text in re.findall(r'<em class="sig-param">(.*?)</em>', page)]
        assert any(text.endswith("array") for text in parameters)
        assert [text for text in parameters if "ndarray[" in text] == []


def test_every_lesson_can_be_downloaded_as_released(site: Path, course: Course) -> None:
    for chapter in course.chapters:
        name = f"{chapter.id}/{chapter.id}.ipynb"
        assert (site / "notebooks" / name).read_bytes() == (root() / "release" / name).read_bytes()


def test_the_zip_holds_the_site(site: Path) -> None:
    file = pack(site)
    shutil.unpack_archive(file, site.parent / "unpacked")
    assert (site.parent / "unpacked" / "site" / "index.html").is_file()
