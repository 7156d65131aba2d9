"""A class that hands in all kinds of things: what each writes, the points it earns, and what is remarked on it."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nbgrader_course import (
    CHECKOUT,
    IN_TIME,
    LATE,
    MODULE,
    NOTEBOOK,
    answer_in_module,
    answer_in_notebook,
    grade_id,
    notebook_of,
    solutions,
    write_notebook,
)

Write = Callable[[Path], None]


@dataclass(frozen=True)
class Student:
    """What somebody hands in, the points it earns, and what is remarked on it."""

    write: Write
    points: float
    remark: str = ""


CLASS: dict[str, Student] = {}


def hands_in(points: float, remark: str = "") -> Callable[[Write], Write]:
    def register(write: Write) -> Write:
        CLASS[write.__name__] = Student(write, points, remark)
        return write

    return register


def quarantined(reason: str) -> Callable[[Write], Write]:
    return hands_in(0, f"quarantined: {reason}")


# Honest work


@hands_in(9)
def all_in_the_notebook(folder: Path) -> None:
    answer_in_notebook(folder, solutions())


@hands_in(9)
def all_in_the_module(folder: Path) -> None:
    answer_in_module(folder, solutions())


@hands_in(9)
def part_here_part_there(folder: Path) -> None:
    answers = solutions()
    answer_in_module(folder, {"normalize": answers.pop("normalize")})
    answer_in_notebook(folder, answers)


@hands_in(7.79)  # 1.5 of normalize's 8.5 weights and 1 of last_rows' 3 tests are lost: 4.12 + 0.67 + 3
def without_edge_cases(folder: Path) -> None:
    wrong = solutions(
        normalize="def normalize(X):\n    return (X - X.mean()) / X.std()\n",
        last_rows="def last_rows(X, k):\n    return X[-k:]\n",
    )
    answer_in_notebook(folder, wrong)


@hands_in(8.67)  # 1 of last_rows' 3 tests is lost, the hidden one: 5 + 0.67 + 3
def wrong_for_hidden_tests_alone(folder: Path) -> None:
    wrong = "def last_rows(X, k):\n    return X[len(X) - k :] if k != 5 else X * 0\n"
    answer_in_notebook(folder, solutions(last_rows=wrong))


@hands_in(0)
def typing_error_in_the_module(folder: Path) -> None:
    answer_in_module(folder, solutions(normalize="def normalize(X:\n    return X\n"))


@hands_in(4)
def typing_error_in_a_cell(folder: Path) -> None:
    answer_in_notebook(folder, solutions(normalize="def normalize(X)\n    return X\n"))


@hands_in(0)
def untouched(folder: Path) -> None:
    pass


@hands_in(9, "48 hours late")
def late(folder: Path) -> None:
    all_in_the_notebook(folder)
    (folder / "timestamp.txt").write_text(LATE, encoding="utf-8")


@hands_in(9)
def with_a_picture_beside_it(folder: Path) -> None:
    all_in_the_notebook(folder)
    (folder / "notes").mkdir()
    (folder / "notes" / "sketch.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


@hands_in(9)
def in_cells_of_their_own(folder: Path) -> None:
    """The given cells are deleted, and new ones written in their place."""
    notebook = notebook_of(folder)
    notebook["cells"] = [cell for cell in notebook["cells"] if not grade_id(cell)]
    write_notebook(folder, notebook)
    add_cells(folder, *solutions().values())


@hands_in(9)
def in_a_notebook_with_weird_cells(folder: Path) -> None:
    """What nbformat calls invalid, in every way that leaves the answers readable."""
    all_in_the_notebook(folder)
    notebook = notebook_of(folder)
    notebook["metadata"] = {"kernelspec": [1], "language_info": "python", "title": [2], "widgets": {"a": 3}}
    for cell in notebook["cells"]:
        cell |= {"id": "the same", "evil": 1}
        cell["metadata"] |= {"tags": 3, "name": 4}
        if cell["cell_type"] == "code":
            cell |= {"execution_count": "five"}
            del cell["outputs"]
        else:
            cell["outputs"] = [{"output_type": "none"}]
    write_notebook(folder, notebook)


@hands_in(9)
def put_there_by_hand(folder: Path) -> None:
    """Without what nbgrader's submit writes beside a submission."""
    all_in_the_notebook(folder)
    (folder / "timestamp.txt").unlink()
    (folder / "submission_secret.txt").unlink()


@hands_in(9)
def with_names_from_everywhere(folder: Path) -> None:
    all_in_the_notebook(folder)
    for name in (b"line\nbreak.txt", b"--force", b"\xfcbung.txt", b"n" * 250, "τάξη.md".encode(), b"{student_id}"):
        (folder / os.fsdecode(name)).write_text("notes", encoding="utf-8")


# Attacks


LINKS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:msgbox(1)", "data:text/html;base64,PHNjcmlwdD4=", "/logout",
    "//evil.example", "../../tree", "?a=b", "&#106;avascript:alert(1)", "file:///etc/passwd", "tel:0",
)  # fmt: skip
PICTURES = (
    "https://evil.example/seen.png", "//evil.example/seen.png", "/logout", "attachment:missing.png", "x.png",
    "data:image/svg+xml;base64,AAAA", "data:text/html,x",
)  # fmt: skip


@hands_in(9)
def writes_links_and_pictures(folder: Path) -> None:
    """In the text of cells: what leads a click, or the page itself, to where the student says."""
    all_in_the_notebook(folder)
    notebook = notebook_of(folder)
    text = "".join(
        f"[go]({link}) and [again][{number}] and <{link}>\n\n[{number}]: {link}\n\n"
        for number, link in enumerate(LINKS)
    )
    text += " ".join(f"![look]({picture})" for picture in PICTURES)
    text += "\n\n$\\href{javascript:alert(1)}{x}$ [a page](https://numpy.org/doc) ![mine](attachment:my%20own.png)"
    text += '\n\n```mermaid\ngraph TD; A-->B; click A href "javascript:alert(1)"\n```\n'
    pictures = {"my own.png": {"image/png": "iVBORw0KGgo="}, "missing.png": {"image/svg+xml": "<svg onload=alert(1)>"}}
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": text, "attachments": pictures})
    write_notebook(folder, notebook)


@hands_in(0)
def hostile(folder: Path) -> None:
    theft = (
        "import numpy, numpy.testing, os\n"
        "numpy.testing.assert_allclose = numpy.testing.assert_array_equal = lambda *a, **k: None\n"
        "numpy.allclose = numpy.isclose = numpy.array_equal = lambda *a, **k: True\n"
        "for parent, _, files in [*os.walk('/tmp'), *os.walk(os.path.expanduser('~')), *os.walk('.')]:\n"
        "    for name in files:\n"
        "        if name == 'gradebook.db' or name.endswith(('.ipynb', '.py')):\n"
        "            os.remove(os.path.join(parent, name))\n"
    )
    answer_in_notebook(folder, {name: f"{theft}\n{name} = lambda *a, **k: numpy.zeros(3)\n" for name in solutions()})
    notebook = notebook_of(folder)
    checks = [cell for cell in notebook["cells"] if grade_id(cell).startswith("check_")]
    notebook["cells"] = [cell for cell in notebook["cells"] if cell not in checks[:2]]
    for cell in notebook["cells"]:
        if grade_id(cell):
            cell["metadata"]["nbgrader"] |= {"schema_version": 1, "points": 1000, "solution": False, "locked": False}
    for cell in checks[2:]:
        cell["source"] = "1000.0"
        cell["outputs"] = [
            {"output_type": "execute_result", "data": {"text/plain": "1000.0"}, "metadata": {}, "execution_count": 1}
        ]
    notebook["cells"] += json.loads(json.dumps(checks[2:]))  # the same grade ids once more
    write_notebook(folder, notebook)


@hands_in(8)
def writes_markup(folder: Path) -> None:
    """HTML wherever somebody might look at it: in an error, in the names of things, in Markdown, in a raw cell."""
    wrong = (
        "def last_rows(X, k):\n"
        "    class Custom(Exception):\n"
        "        pass\n"
        "    Custom.__name__ = '<script>alert(1)</script>'\n"
        "    print('<script>alert(2)</script>')\n"
        "    raise Custom('<script>alert(3)</script><img src=x onerror=alert(4)>')\n"
    )
    answer_in_notebook(folder, solutions(last_rows=wrong))
    notebook = notebook_of(folder)
    for kind in ("markdown", "raw"):
        source = f"<script>alert('{kind}')</script> and <img src=x onerror=alert(5)> while 1 < 2"
        notebook["cells"].append({"cell_type": kind, "metadata": {}, "source": source})
    write_notebook(folder, notebook)


@hands_in(8)
def looks_for_secrets(folder: Path) -> None:
    """An answer that searches the machine for what is graded, and tells in its error what it found."""
    spy = (
        "def last_rows(X, k):\n"
        "    import itertools, os, sys, time\n"
        "    end = time.monotonic() + 5  # it has ten seconds, and wants to tell\n"
        "    walk = itertools.takewhile(lambda _: time.monotonic() < end, os.walk('/'))\n"
        "    found = [os.path.join(p, n) for p, _, f in walk for n in f\n"
        "             if n in ('gradebook.db', 'mistakes.py', 'nbgrader_config.py', 'lesson.md')]\n"
        "    found += [m for m in sys.modules if m.startswith(('autograder.graders', 'practice', 'nbgrader'))]\n"
        "    raise ValueError('SPY ' + ', '.join(found) + ' END')\n"
    )
    answer_in_notebook(folder, solutions(last_rows=spy))


# What cannot be graded


@quarantined("ch1_1_arrays.ipynb is not a readable notebook.")
def cut_off(folder: Path) -> None:
    text = (folder / NOTEBOOK).read_text(encoding="utf-8")
    (folder / NOTEBOOK).write_text(text[:5000], encoding="utf-8")


@quarantined("There is no ch1_1_arrays.ipynb in it.")
def nothing_at_all(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@quarantined("The submission is a symbolic link.")
def linked_folder(folder: Path) -> None:
    elsewhere = folder.parent.parent.parent / "elsewhere"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)


@quarantined("The submission is a symbolic link.")
def linked_parent(folder: Path) -> None:
    elsewhere = folder.parent.parent.parent / "elsewhere_too"
    folder.parent.rename(elsewhere)
    folder.parent.symlink_to(elsewhere)


@quarantined("arrays.py is a symbolic link.")
def linked_file(folder: Path) -> None:
    (folder / MODULE).unlink()
    (folder / MODULE).symlink_to(CHECKOUT / "solutions" / "neural_network" / MODULE)


@quarantined("[red]?[31m? is a symbolic link.")
def link_with_an_evil_name(folder: Path) -> None:
    (folder / os.fsdecode(b"[red]\x1b[31m\xff")).symlink_to("/nowhere")


@quarantined("timestamp.txt, which nbgrader writes when you submit, has been changed.")
def bad_timestamp(folder: Path) -> None:
    (folder / "timestamp.txt").write_text(IN_TIME + " " * 100 + "tomorrow", encoding="utf-8")


@quarantined("timestamp.txt, which nbgrader writes when you submit, has been changed.")
def huge_timestamp(folder: Path) -> None:
    (folder / "timestamp.txt").write_text("1 " * (19 << 19), encoding="utf-8")


@quarantined("submission_secret.txt, which nbgrader writes when you submit, has been changed.")
def binary_secret(folder: Path) -> None:
    (folder / "submission_secret.txt").write_bytes(bytes(range(256)))


@quarantined("submission_secret.txt, which nbgrader writes when you submit, has been changed.")
def a_folder_for_a_secret(folder: Path) -> None:
    (folder / "submission_secret.txt").unlink()
    (folder / "submission_secret.txt").mkdir()
    (folder / "submission_secret.txt" / "secret").write_text("x", encoding="utf-8")


@quarantined("ch1_1_arrays.ipynb is not a readable notebook.")
def nested_too_deeply(folder: Path) -> None:
    (folder / NOTEBOOK).write_text('{"nbformat": 4, "cells": ' + "[" * 10**6 + "]" * 10**6 + "}", encoding="utf-8")


@quarantined("pipe is neither a file nor a folder.")
def a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")


@quarantined("It holds folders in folders, more than 20 deep.")
def folders_in_folders(folder: Path) -> None:
    deep = os.open(folder, os.O_RDONLY)
    for _ in range(300):  # deeper than a path can say
        os.mkdir("deep_in_the_" * 5, dir_fd=deep)
        below = os.open("deep_in_the_" * 5, os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = below
    os.close(deep)


@quarantined("It holds more than 500 files or 100 MB: too much.")
def many_folders(folder: Path) -> None:
    for number in range(1000):
        (folder / f"folder{number}").mkdir()


@quarantined("ch1_1_arrays.ipynb holds 100")
def many_cells(folder: Path) -> None:
    notebook = notebook_of(folder)
    notebook["cells"] += [{"cell_type": "code", "metadata": {}, "source": "", "outputs": []}] * 100_000
    write_notebook(folder, notebook)


@quarantined("arrays.py is not text in UTF-8.")
def binary_module(folder: Path) -> None:
    all_in_the_notebook(folder)
    (folder / MODULE).write_bytes(bytes(range(256)))


@quarantined("data.bin is larger than 20 MB.")
def large_file(folder: Path) -> None:
    all_in_the_notebook(folder)
    with (folder / "data.bin").open("wb") as file:
        file.truncate(30 << 20)


@quarantined("ch1_1_arrays.ipynb holds")
def endless_markdown(folder: Path) -> None:
    notebook = notebook_of(folder)
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "[" * 200_000})
    write_notebook(folder, notebook)


@hands_in(9)
def with_outputs_that_are_none(folder: Path) -> None:
    """500,000 of them, which nbformat would look at for an hour."""
    all_in_the_notebook(folder)
    notebook = notebook_of(folder)
    (first, *_others) = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    first["outputs"] = [{"output_type": "none"}] * 500_000
    write_notebook(folder, notebook)


@quarantined("ch1_1_arrays.ipynb is not a Jupyter notebook of format 4.")
def old_format(folder: Path) -> None:
    cells = [
        {"cell_type": "code", "input": "x = 1", "language": "python", "outputs": [], "metadata": {}, "collapsed": False}
    ]
    write_notebook(
        folder,
        {
            "nbformat": 3,
            "nbformat_minor": 0,
            "metadata": {"name": ""},
            "worksheets": [{"cells": cells, "metadata": {}}],
        },
    )


@quarantined("ch1_1_arrays.ipynb is not text.")
def half_a_character(folder: Path) -> None:
    add_cells(folder, 'x = "\ud800"')


def add_cells(folder: Path, *sources: str) -> None:
    notebook = notebook_of(folder)
    for source in sources:
        cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        notebook["cells"].append(cell)
    write_notebook(folder, notebook)


QUARANTINED = [name for name, student in CLASS.items() if student.remark.startswith("quarantined")]
