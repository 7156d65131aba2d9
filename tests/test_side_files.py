"""Whatever lies in a submission's folder, screening answers: it can be graded, or why it cannot. Fuzzed.

What is let through must be what nbgrader's later steps can read, since they stop for the whole class where they cannot.
"""

import glob
import json
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nbgrader.utils import parse_utc

from autograder.classroom.cells import clean_cell, submitted_notebook
from autograder.classroom.hooks import printable_record
from autograder.classroom.pages import sanitized_html
from autograder.classroom.screening import (
    MAX_SECRET,
    SECRET,
    TIMESTAMP,
    admit,
    is_plain_name,
    read_timestamp,
    why_not,
)

ID = "ch1_1_arrays"
CELL = {"cell_type": "code", "metadata": {}, "source": "x = 1", "outputs": [], "execution_count": None}
NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [CELL]})


@contextmanager
def a_class(**files: bytes | None) -> Iterator[Any]:
    """A course's folder in which one student has handed in a notebook and these files; None makes a folder of one."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        folder = root / "submitted" / "ada" / ID
        folder.mkdir(parents=True)
        (folder / f"{ID}.ipynb").write_text(NOTEBOOK)
        for name, content in {**{TIMESTAMP: b"2026-01-30 18:00:00 UTC", SECRET: b"ada"}, **files}.items():
            path = folder / name
            path.unlink(missing_ok=True)
            if content is None:
                path.mkdir()
            else:
                path.write_bytes(content)
        (root / "release" / ID).mkdir(parents=True)
        (root / "release" / ID / f"{ID}.ipynb").write_text(NOTEBOOK)

        def format_path(step: str, student: str, assignment: str) -> str:
            return str(root / step / student / assignment)

        yield SimpleNamespace(
            root=str(root), submitted_directory="submitted", autograded_directory="autograded",
            release_directory="release", student_id="*", assignment_id=ID, student_id_exclude="",
            format_path=format_path, folder=folder,
        )  # fmt: skip


DIGITS = st.text("0123456789-:+. TZUtc/,", max_size=110)
TIMES = st.one_of(
    st.none(),
    st.binary(max_size=120),
    st.text(max_size=60).map(lambda text: text.encode(errors="replace")),
    DIGITS.map(str.encode),
    st.datetimes().map(lambda time: f"{time} UTC".encode()),
    st.tuples(st.datetimes(), st.integers(-30, 30)).map(lambda it: f"{it[0]} {it[1]:+03d}:00".encode()),
)
SECRETS = st.one_of(st.none(), st.binary(max_size=MAX_SECRET + 5), st.text(max_size=80).map(str.encode))


@pytest.mark.slow
@settings(max_examples=150)
@given(TIMES, SECRETS)
@example(b"0001-01-01 00:00:00 +14:00", b"")
@example(b"9999-12-31 23:59:59 -14:00", b"x")
@example(b"1 " * (1 << 20), b"x")
@example(b"2026-01-30 18:00:00 UTC", bytes(range(256)))
def test_after_screening_later_steps_can_read_the_time_and_the_secret(time: bytes | None, secret: bytes | None) -> None:
    with a_class(**{TIMESTAMP: time, SECRET: secret}) as coursedir:
        skipped = admit(coursedir, logging.getLogger("silent"))
        assert skipped == []
        # As release_feedback and the gradebook read them.
        text = (coursedir.folder / TIMESTAMP).read_text()
        assert not text.strip() or parse_utc(text.strip()) is not None
        assert (read_timestamp(coursedir.folder / TIMESTAMP) is None) == (not text.strip())
        (coursedir.folder / SECRET).read_text()
        assert (coursedir.folder / f"{ID}.ipynb").read_text() == NOTEBOOK


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("2026-10-01 18:00:00 UTC", "Europe/Berlin", "2026-10-01 18:00"),
        ("2026-10-01 18:00:00 +02:00", "UTC", "2026-10-01 16:00"),
        ("2026-10-01 18:00:00 -0330", "UTC", "2026-10-01 21:30"),
        ("2026-10-01 18:00:00.5 CEST", "Europe/Berlin", "2026-10-01 16:00"),  # as nbgrader's submit writes it
        ("2026-12-01 18:00:00.5 CET", "Europe/Berlin", "2026-12-01 17:00"),
        ("2026-10-01 18:00:00 Asia/Kolkata", "UTC", "2026-10-01 12:30"),
        ("2026-10-01 18:00:00", "Europe/Berlin", "2026-10-01 16:00"),
        ("2026-10-01 6:00 PM", "UTC", "2026-10-01 18:00"),
        ("2026-10-01 18:00:00 CEST", "Nowhere/Town", "2026-10-01 18:00"),
    ],
)
def test_a_time_is_read_in_its_zone_so_that_nobody_is_late_by_it(
    text: str, zone: str, utc: str, tmp_path: Path
) -> None:
    (tmp_path / TIMESTAMP).write_text(text)
    found = read_timestamp(tmp_path / TIMESTAMP, zone)
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == utc


@pytest.mark.parametrize("text", ["18:00", "2026", "Oct", "Friday", "2026-10-01 18:00:00 +99:00", "tomorrow"])
def test_half_a_time_is_none_and_not_made_whole_from_todays(text: str, tmp_path: Path) -> None:
    (tmp_path / TIMESTAMP).write_text(text)
    assert read_timestamp(tmp_path / TIMESTAMP) is None


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logger = logging.getLogger("silent")
    logger.disabled = True
    yield
    logger.disabled = False


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda items: st.one_of(st.lists(items, max_size=4), st.dictionaries(st.text(max_size=8), items, max_size=4)),
    max_leaves=12,
)
KINDS = st.sampled_from(["code", "markdown", "raw", "heading", 3])
CELLS = st.one_of(
    JSON,
    st.fixed_dictionaries(
        {"cell_type": st.one_of(KINDS, JSON), "source": st.one_of(st.text(), st.lists(st.text(max_size=9)), JSON)},
        optional={
            "metadata": st.one_of(
                JSON, st.fixed_dictionaries({}, optional={"nbgrader": JSON, "course": JSON}),
                st.fixed_dictionaries({"nbgrader": st.fixed_dictionaries({"grade_id": st.one_of(st.text(), JSON)})}),
            ),
            "outputs": JSON,
            "attachments": st.one_of(JSON, st.dictionaries(st.text(max_size=6), st.dictionaries(st.text(), JSON))),
        },
    ),
)  # fmt: skip
NOTEBOOKS = st.one_of(
    JSON.map(json.dumps),
    st.fixed_dictionaries(
        {"nbformat": st.sampled_from([4, 4.0, 3, "4", None]), "cells": st.one_of(st.lists(CELLS, max_size=4), JSON)},
        optional={"metadata": JSON, "nbformat_minor": JSON},
    ).map(json.dumps),
    st.text(max_size=60),
)


HALF_A_CHARACTER = "\ud800"
HALVES = [
    {"cell_type": "markdown", "source": "x", "attachments": {HALF_A_CHARACTER: {"image/png": "aaaa"}}},
    {"cell_type": "code", "source": "x", "metadata": {"course": {"lesson": HALF_A_CHARACTER}}},
    {"cell_type": "code", "source": "x", "metadata": {"nbgrader": {"grade_id": HALF_A_CHARACTER}}},
]


@pytest.mark.parametrize("cell", HALVES)
def test_half_a_character_is_no_name(cell: Any) -> None:
    (read,) = submitted_notebook(json.dumps({"nbformat": 4, "cells": [cell]})).cells
    assert nbformat.writes(nbformat.v4.new_notebook(cells=[clean_cell(read)])).encode()
    assert not read.metadata
    assert not read.attachments


def test_a_notebook_may_begin_with_a_byte_order_mark() -> None:
    with a_class(**{f"{ID}.ipynb": NOTEBOOK.encode("utf-8-sig")}) as coursedir:
        assert why_not(coursedir.folder, ID) is None
    assert submitted_notebook(f"\ufeff{NOTEBOOK}") == submitted_notebook(NOTEBOOK)


@pytest.mark.slow
@settings(max_examples=200)
@example(json.dumps({"nbformat": 4, "cells": HALVES}))
@given(NOTEBOOKS)
def test_any_notebook_is_read_or_refused_for_a_reason(text: str) -> None:
    try:
        notebook = submitted_notebook(text)
    except (ValueError, RecursionError):
        notebook = None
    else:
        for cell in notebook.cells:
            assert cell.cell_type in ("code", "markdown", "raw")
            assert set(clean_cell(cell).metadata) <= {"course"}
        assert nbformat.writes(nbformat.v4.new_notebook(cells=[*map(clean_cell, notebook.cells)])).encode()
    with a_class(**{f"{ID}.ipynb": text.encode(errors="surrogatepass")}) as coursedir:
        reason = why_not(coursedir.folder, ID)
        assert reason is None or (reason.isprintable() and reason.endswith("."))
        assert notebook is not None or reason is not None


PARTS = st.sampled_from([
    "[x](", "![x](", "javascript:", "java\tscript:", "data:text/html,", "vbscript:", "/logout", "//evil.example", ")",
    "<a href=", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<svg/onload=alert(1)>", "\\href{", "}",
    "attachment:", "$", "$$", "`", "```", "\n", "\n\n", "> ", "- ", "*", "_", "|", "&#106;avascript:", "&lt;", "<", ">",
    "\"", "'", "<details>", "<style>*{}</style>", "<iframe src=//evil.example>", "<base href=//evil.example>", "x", " ",
])  # fmt: skip
ACTIVE = ("<script", "<iframe", "<style", "<base", "<svg", "<object", "<form", " onerror", " onload")


@pytest.mark.slow
@settings(max_examples=300)
@given(st.lists(st.one_of(PARTS, st.text(max_size=3)), max_size=14).map("".join))
def test_nothing_acts_on_a_page_whatever_is_written(source: str) -> None:
    page = sanitized_html(source, {}).lower()
    tags = [tag.partition(">")[0] for tag in page.split("<")[1:]]
    for tag in tags:
        assert not f"<{tag}".startswith(ACTIVE[:7]), tag
        assert not any(word in tag.split("=")[0] for word in (" onerror", " onload")), tag
        if "href=" in tag:
            assert tag.partition("href=")[2].strip("\"'").startswith(("http://", "https://", "mailto:", "#")), tag
        if "src=" in tag:
            assert tag.partition("src=")[2].strip("\"'").startswith("data:image/"), tag


NAMES = st.binary(min_size=1, max_size=40).filter(lambda name: not set(name) & {0, 47} and name not in (b".", b".."))


@pytest.mark.slow
@settings(max_examples=80)
@given(st.dictionaries(NAMES, st.sampled_from(["file", "folder", "link", "pipe"]), max_size=4))
def test_any_names_of_any_kind_are_taken_or_refused_in_printable_words(entries: dict[bytes, str]) -> None:
    with a_class() as coursedir:
        for name, kind in entries.items():
            path = coursedir.folder / os.fsdecode(name)
            {"file": path.touch, "folder": path.mkdir, "link": lambda p=path: p.symlink_to(p.name),
             "pipe": lambda p=path: os.mkfifo(p)}[kind]()  # fmt: skip
        reason = why_not(coursedir.folder, ID)
        assert (reason is None) == (not {"link", "pipe"} & {*entries.values()})
        assert reason is None or reason.isprintable()
        assert admit(coursedir, logging.getLogger("silent")) == []
        assert why_not(coursedir.folder, ID) is None


@pytest.mark.slow
@given(st.text(max_size=12))
def test_a_plain_name_is_one_folder_and_no_pattern(name: str) -> None:
    if is_plain_name(name):
        assert Path("submitted", name).parts == ("submitted", name)
        assert not glob.has_magic(name)
        assert name.format(x=1) == name
        assert name.isprintable()
        assert not name.startswith("-")


@pytest.mark.slow
@given(st.binary(max_size=40))
@example(b"[AutogradeApp | INFO] done\nada 9\r\x1b[2J\xff")
def test_a_log_tells_any_name_in_one_printable_line(name: bytes) -> None:
    args = (os.fsdecode(name), Path(os.fsdecode(name.replace(b"\0", b""))))
    record = printable_record("nbgrader", logging.INFO, __file__, 1, "Copying %s -> %s", args, None)
    assert record.getMessage().isprintable()
