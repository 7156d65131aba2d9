"""nbgrader's formgrader, as a Jupyter server shows it."""

import contextlib
import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from nbgrader_course import Course, environment


class Formgrader:
    """A Jupyter server with nbgrader's formgrader, in a course's folder."""

    def __init__(self, course: Course) -> None:
        settings = environment(course.home)
        settings["JUPYTER_RUNTIME_DIR"] = str(course.home / "runtime")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--port=0", "--ip=127.0.0.1",
             "--IdentityProvider.token=known", "--ServerApp.disable_check_xsrf=True"],
            cwd=course.folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._url = self._wait_for_url(course.home / "runtime")

    def _wait_for_url(self, runtime: Path) -> str:
        for _ in range(300):
            assert self._process.poll() is None, "the server ended"
            for path in runtime.glob("jpserver-*.json"):
                url = str(json.loads(path.read_text(encoding="utf-8"))["url"])
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"{url}api/status?token=known")
                    return url
            time.sleep(0.1)
        raise AssertionError("the server did not start within half a minute")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self._request(path), timeout=120) as answer:
            return str(answer.read().decode())

    def post(self, path: str) -> Any:
        with urllib.request.urlopen(self._request(path, b""), timeout=120) as answer:
            return json.load(answer)

    def _request(self, path: str, data: bytes | None = None) -> urllib.request.Request:
        return urllib.request.Request(f"{self._url}formgrader/{path}", data, {"Authorization": "token known"})

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
