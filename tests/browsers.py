"""Chromium, driven by its own driver: for tests of what stands in a page."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver

from autograder.build.release import root

AXE = root() / "build" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")


@contextmanager
def chromium(profile: Path, needs: Sequence[Path] = ()) -> Iterator[Any]:
    """A browser with a profile of its own. Skips where it or a file in `needs` is missing, or fails under
    COURSE_REQUIRE_BROWSER=1."""
    there = {"Chromium": CHROMIUM, "chromedriver": DRIVER, **{path.name: path.is_file() for path in needs}}
    missing = ", ".join(name for name, found in there.items() if not found)
    if missing and os.environ.get("COURSE_REQUIRE_BROWSER") == "1":
        pytest.fail(f"COURSE_REQUIRE_BROWSER=1, and {missing} is missing (make test-browser)", pytrace=False)
    if missing:
        pytest.skip(f"needs {missing} (make test-browser)")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
        f"--user-data-dir={profile}",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        driver.set_page_load_timeout(120)
        driver.set_script_timeout(120)
        yield driver
    finally:
        driver.quit()
