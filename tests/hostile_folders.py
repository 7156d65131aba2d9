"""Submissions that attack by what lies in their folder: what nbgrader and the grader read beside the code.

Each is written into a copy of the release with no exercise answered, and earns nothing. What a planted file does when
somebody runs or imports it is to write `ran`, a file outside that must not exist afterwards.
"""

import contextlib
import json
import os
import socket
import stat
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader_course import (
    ID,
    MODULE,
    NOTEBOOK,
    answer_in_module,
    answer_in_notebook,
    grade_id,
    notebook_of,
    solutions,
    write_notebook,
)


@dataclass(frozen=True)
class Attack:
    """What is handed in, and what becomes of it: "graded", "set aside" with a reason, or "skipped"."""

    write: Callable[[Path, Path], None]
    becomes: str = "graded"
    reason: str = ""


FOLDERS: dict[str, Attack] = {}
# Of students, whose folders stand in the exchange: they are what nobody can be called.
NO_NAMES = [b"new\nline", b"-rf", b"--force", b"\xff\xfe", b"..", b".", b"", b"*", b"[a-z]", b"{x}", b"\x1b[2Jada"]
Write = Callable[[Path, Path], None]


def attack(becomes: str = "graded", reason: str = "") -> Callable[[Write], Write]:
    def register(write: Write) -> Write:
        FOLDERS[write.__name__] = Attack(write, becomes, reason)
        return write

    return register


def wrong(folder: Path, code: str) -> None:
    """Answer every exercise in the notebook with code of an attacker's and an answer that is wrong."""
    answer_in_notebook(folder, {name: f"{code}\ndef {name}(*args):\n    return 'full marks'\n" for name in solutions()})


def plant(folder: Path, ran: Path, *names: str, more: str = "") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"open({str(ran)!r}, 'a').write('ran')\n{more}", encoding="utf-8")


def add_cells(folder: Path, *cells: dict[str, Any]) -> None:
    notebook = notebook_of(folder)
    for cell in cells:
        own = {"outputs": [], "execution_count": None} if cell.get("cell_type", "code") == "code" else {}
        notebook["cells"].append({"cell_type": "code", "metadata": {}} | own | cell)
    write_notebook(folder, notebook)


# Ending the process with the status of success


@attack()
def exits_politely(folder: Path, ran: Path) -> None:
    wrong(folder, "import sys\ntry:\n    sys.exit(0)\nexcept ZeroDivisionError:\n    pass")
    add_cells(folder, {"source": "raise SystemExit(0)"}, {"source": "exit()"}, {"source": "quit()"})


@attack()
def exits_at_once(folder: Path, ran: Path) -> None:
    wrong(folder, "import os\nos._exit(0)")


@attack()
def exits_when_called(folder: Path, ran: Path) -> None:
    answer_in_notebook(folder, {name: f"import os\n{name} = lambda *args: os._exit(0)" for name in solutions()})


@attack()
def exits_at_the_end(folder: Path, ran: Path) -> None:
    wrong(
        folder,
        "import atexit, os, threading\natexit.register(os._exit, 0)\nthreading.Timer(0.1, os._exit, [0]).start()",
    )


# Files that a tool runs where it finds them


@attack()
def plants_conftest(folder: Path, ran: Path) -> None:
    hook = "def pytest_runtest_makereport(item, call):\n    call.excinfo = None\n"
    plant(folder, ran, "conftest.py", "tests/conftest.py", more=hook)


@attack()
def plants_pytest_settings(folder: Path, ran: Path) -> None:
    plant(folder, ran, "plugin.py")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p plugin\npythonpath = .\n")
    (folder / "tox.ini").write_text("[pytest]\naddopts = -p plugin\n")
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '-p plugin'\n")


@attack()
def plants_site_modules(folder: Path, ran: Path) -> None:
    plant(folder, ran, "sitecustomize.py", "usercustomize.py", "__init__.py", "__main__.py")


@attack()
def plants_path_files(folder: Path, ran: Path) -> None:
    for name in ("evil.pth", "lib/python3/site-packages/evil.pth", "python311._pth", "pyvenv.cfg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"import os; open({str(ran)!r}, 'a').write('ran')\n")


@attack()
def plants_modules(folder: Path, ran: Path) -> None:
    lie = "def __getattr__(name):\n    return lambda *args, **kwargs: True\n"
    names = ("numpy", "json", "autograder/__init__", "nbgrader/__init__", "nbformat", "neural_network/__init__")
    plant(folder, ran, *(f"{name}.py" for name in names), more=lie)


@attack()
def plants_tests(folder: Path, ran: Path) -> None:
    plant(folder, ran, f"test_{MODULE}", "test_hidden.py", "mistakes.py", more="def test_all():\n    pass\n")


@attack()
def plants_settings(folder: Path, ran: Path) -> None:
    plant(folder, ran, "nbgrader_config.py", "nbgrader_settings.py", "jupyter_config.py", "ipython_config.py")
    (folder / "course.toml").write_text("limits = { seconds = 1e9 }\n")
    (folder / "SET_ASIDE.txt").write_text("5 / 5 points")


# Notebooks


@attack()
def forges_metadata(folder: Path, ran: Path) -> None:
    wrong(folder, "")
    notebook = notebook_of(folder)
    notebook["metadata"]["kernelspec"] = {"name": "../../evil", "display_name": "x", "language": "python"}
    checks = [cell for cell in notebook["cells"] if grade_id(cell).startswith("check_")]
    for cell in checks:
        cell["metadata"]["nbgrader"] |= {"points": 1000, "schema_version": 1, "locked": False, "task": True}
        score = {"output_type": "execute_result", "data": {"text/plain": "1000.0"}, "metadata": {}}
        cell |= {"source": "1000.0", "outputs": [score | {"execution_count": 1}]}
    notebook["cells"] += json.loads(json.dumps(checks))
    write_notebook(folder, notebook)


@attack()
def deletes_and_disguises_checks(folder: Path, ran: Path) -> None:
    wrong(folder, "")
    notebook = notebook_of(folder)
    for cell in notebook["cells"]:
        if grade_id(cell).startswith("check_"):
            cell["cell_type"] = "raw"
    notebook["cells"] = [cell for cell in notebook["cells"] if grade_id(cell) != "check_normalize"]
    write_notebook(folder, notebook)


@attack()
def writes_nbgraders_words(folder: Path, ran: Path) -> None:
    """The marks at which nbgrader cuts cells, each without its end."""
    wrong(folder, "### BEGIN HIDDEN TESTS\n### BEGIN SOLUTION\n### BEGIN MARK SCHEME\n### BEGIN HIDDEN TESTS")
    add_cells(folder, {"cell_type": "markdown", "source": "### BEGIN HIDDEN TESTS\n=== BEGIN MARK SCHEME ==="})


@attack()
def writes_templates(folder: Path, ran: Path) -> None:
    text = "{{ ''.__class__.__mro__ }} {% for x in range(10**9) %}{% endfor %} {% include '/etc/passwd' %} $${ $$"
    wrong(folder, f"# {text}")
    add_cells(folder, {"cell_type": "markdown", "source": text}, {"cell_type": "raw", "source": text})


@attack()
def links_to_scripts(folder: Path, ran: Path) -> None:
    links = ("javascript:alert(1)", "JAVASCRIPT&colon;alert(1)", "data:text/html,<script>alert(1)</script>", "/logout")
    text = " ".join(f"[x]({link}) ![x]({link}) <a href='{link}'>x</a>" for link in links)
    text += "<img src=x onerror=alert(1)><script>alert(1)</script>"
    add_cells(folder, {"cell_type": "markdown", "source": text})


@attack()
def lacks_an_attachment(folder: Path, ran: Path) -> None:
    text = "![x](attachment:missing.png) ![y](attachment:../../gradebook.db) ![z](attachment:)"
    add_cells(folder, {"cell_type": "markdown", "source": text, "attachments": {"x": 3, "y": {"image/png": [1]}}})


@attack()
def nests_markup(folder: Path, ran: Path) -> None:
    """Text of Markdown that takes a careless parser hours, or all of its stack."""
    texts = ("> " * 9_000 + "x", "*_" * 9_000, "- " * 9_000 + "x", "<details>" * 3_000, "`" * 20_000, "$" * 20_001,
             "[a](" * 5_000, "![" * 9_000, "| a " * 4_000 + "|\n" + "|-" * 4_000 + "|")  # fmt: skip
    add_cells(folder, *({"cell_type": "markdown", "source": text} for text in texts))


@attack("set aside", f"{NOTEBOOK} holds 100")
def holds_a_hundred_thousand_cells(folder: Path, ran: Path) -> None:
    add_cells(folder, *[{"source": "1"}] * 100_000)


@attack("set aside", f"{NOTEBOOK} is not text.")
def is_no_notebook(folder: Path, ran: Path) -> None:
    (folder / NOTEBOOK).write_bytes(b"\x80\x04\x95" + bytes(range(256)).replace(b"\0", b"") * 9)


@attack()
def brings_another_notebook(folder: Path, ran: Path) -> None:
    full = json.loads((folder / NOTEBOOK).read_text())
    (folder / "below").mkdir()
    for name in ("another.ipynb", f"below/{NOTEBOOK}", f".{NOTEBOOK}", f"{ID}.IPYNB", ".ipynb_checkpoints.ipynb"):
        (folder / name).write_text(json.dumps(full))
    (folder / "damaged.ipynb").write_text('{"cells": [')


# Names


def named(folder: Path, name: bytes) -> None:
    wrong(folder, "")
    (folder / os.fsdecode(name)).write_text("5 / 5 points")
    (folder / os.fsdecode(b"in_" + name)[:200]).mkdir()


@attack()
def has_a_name_with_newlines(folder: Path, ran: Path) -> None:
    named(folder, b"[AutogradeApp | INFO] done\nada 9\r9\t\x1b[2J")


@attack()
def has_a_name_with_dashes(folder: Path, ran: Path) -> None:
    named(folder, b"--force")
    named(folder, b"-rf")


@attack()
def has_a_name_of_250_characters(folder: Path, ran: Path) -> None:
    named(folder, b"n" * 250)


@attack()
def has_a_name_that_is_not_utf8(folder: Path, ran: Path) -> None:
    named(folder, b"\xff\xfe\xed\xa0\x80")


@attack()
def has_a_name_that_is_a_pattern(folder: Path, ran: Path) -> None:
    named(folder, b"{student_id}*[a-z]?$(touch ran)`touch ran`;%s%(x)s")


# What is no plain file


@attack()
def links_hard(folder: Path, ran: Path) -> None:
    """To the gradebook, under names that nbgrader copies and the screening opens."""
    wrong(folder, "")
    for name in ("data.bin", "gradebook.db"):
        os.link(folder.parents[2] / "gradebook.db", folder / name)


@attack("set aside", "loop is a symbolic link.")
def links_in_a_circle(folder: Path, ran: Path) -> None:
    (folder / "loop").symlink_to("loop")


@attack("set aside", "myself is a symbolic link.")
def links_to_itself(folder: Path, ran: Path) -> None:
    (folder / "myself").symlink_to(".")


@attack("set aside", f"{NOTEBOOK} is a symbolic link.")
def links_to_a_device(folder: Path, ran: Path) -> None:
    (folder / NOTEBOOK).unlink()
    (folder / NOTEBOOK).symlink_to("/dev/zero")


@attack("set aside", f"{NOTEBOOK} is neither a file nor a folder.")
def is_a_pipe(folder: Path, ran: Path) -> None:
    (folder / NOTEBOOK).unlink()
    os.mkfifo(folder / NOTEBOOK)


@attack("set aside", f"{MODULE} is neither a file nor a folder.")
def is_a_device(folder: Path, ran: Path) -> None:
    (folder / MODULE).unlink()
    try:
        os.mknod(folder / MODULE, stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero
    except PermissionError:  # only root can; a socket is none either
        # The folder's path may be longer than a socket's name.
        with socket.socket(socket.AF_UNIX) as server, contextlib.chdir(folder):
            server.bind(MODULE)


@attack("set aside", f"There is no {NOTEBOOK} in it.")
def is_a_folder(folder: Path, ran: Path) -> None:
    (folder / NOTEBOOK).unlink()
    (folder / NOTEBOOK).mkdir()


@attack("skipped", "cannot be read (Permission denied)")
def cannot_be_read(folder: Path, ran: Path) -> None:
    folder.chmod(0)


@attack("skipped", "cannot be read (Permission denied)")
def closes_a_folder_in_it(folder: Path, ran: Path) -> None:
    (folder / "closed").mkdir(0)


# Too much


@attack()
def brings_a_bomb(folder: Path, ran: Path) -> None:
    """1 GB of zeros in 1 MB, and a picture's head on it."""
    wrong(folder, "import numpy, glob\nfor path in glob.glob('**/*.np*', recursive=True):\n    numpy.load(path)['x']")
    with zipfile.ZipFile(folder / "bomb.npz", "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("x.npy", "w") as file:
        about = b"{'descr': '|u1', 'fortran_order': False, 'shape': (1073741824,)}"
        file.write((b"\x93NUMPY\x01\x00\x46\x00" + about).ljust(80))
        for _ in range(1024):
            file.write(bytes(1 << 20))


@attack("set aside", "It holds more than 500 files or 100 MB: too much.")
def uses_up_inodes(folder: Path, ran: Path) -> None:
    for number in range(3_000):
        (folder / f"{number}").touch()


@attack("set aside", "It holds more than 500 files or 100 MB: too much.")
def is_large_in_pieces(folder: Path, ran: Path) -> None:
    for number in range(7):
        with (folder / f"{number}.bin").open("wb") as file:
            file.truncate(19 << 20)


# What nbgrader's submit writes


TIMESTAMP = "timestamp.txt, which nbgrader writes when you submit, has been changed."
SECRET = "submission_secret.txt, which nbgrader writes when you submit, has been changed."


@attack("set aside", TIMESTAMP)
def has_a_timestamp_of_19_mb(folder: Path, ran: Path) -> None:
    (folder / "timestamp.txt").write_text("1 " * (19 << 19))


@attack()
def has_a_time_before_time(folder: Path, ran: Path) -> None:
    (folder / "timestamp.txt").write_text("0001-01-01 00:00:00 +14:00")


@attack("set aside", TIMESTAMP)
def has_a_time_of_no_calendar(folder: Path, ran: Path) -> None:
    (folder / "timestamp.txt").write_text("99999999999-99-99 99:99:99 UTC")


@attack("set aside", TIMESTAMP)
def has_a_folder_for_a_time(folder: Path, ran: Path) -> None:
    (folder / "timestamp.txt").unlink()
    (folder / "timestamp.txt").mkdir()


@attack("set aside", SECRET)
def has_a_binary_secret(folder: Path, ran: Path) -> None:
    (folder / "submission_secret.txt").write_bytes(bytes(range(256)))


@attack("set aside", SECRET)
def has_a_folder_for_a_secret(folder: Path, ran: Path) -> None:
    (folder / "submission_secret.txt").unlink()
    (folder / "submission_secret.txt").mkdir()


@attack()
def has_a_secret_that_is_a_path(folder: Path, ran: Path) -> None:
    (folder / "submission_secret.txt").write_text("../../../../ran\n--force\x1b[2J")


@attack("set aside", f"{MODULE} is not text in UTF-8.")
def declares_a_codec(folder: Path, ran: Path) -> None:
    (folder / MODULE).write_bytes(b"# coding: unicode_escape_that_is_none\nX = '\xff'\n")


@attack("set aside", f"{MODULE} is not text in UTF-8.")
def declares_a_codec_that_takes_hours(folder: Path, ran: Path) -> None:
    (folder / MODULE).write_bytes(b"# coding: punycode\na-" + b"a0" * (5 << 20))


@attack()
def names_things_by_half_a_character(folder: Path, ran: Path) -> None:
    wrong(folder, "")
    half, picture = "\ud800", {"image/png": "aaaa"}
    add_cells(
        folder,
        {"cell_type": "markdown", "source": "![](attachment:x)", "attachments": {half: picture}},
        {"source": "1", "metadata": {"course": {"lesson": half}, "nbgrader": {"grade_id": half}}},
    )


@attack()
def is_slow_to_color(folder: Path, ran: Path) -> None:
    """Spaces and dots by the ten thousand, in code and in Markdown, and a name that a lexer looks for."""
    wrong(folder, "")
    slow = ["a\n" + " \n" * 20_000 + "b", "." * 40_000, "match" + " " * 40_000]
    add_cells(folder, *({"source": code} for code in slow))
    add_cells(folder, *({"cell_type": "markdown", "source": f"```python\n{code}\n```"} for code in slow))


@attack()
def chains_helpers(folder: Path, ran: Path) -> None:
    """Wrong answers that call thousands of functions, each of which calls the next, and sums of a thousand terms."""
    chain = "".join(f"def f{number}(): f{number + 1}()\n" for number in range(1_500))
    wrong(folder, "")
    add_cells(folder, {"source": chain})
    add_cells(
        folder, *({"source": f"def {name}(*a):\n    f0()\n    return {'+'.join('1' * 900)}\n"} for name in solutions())
    )


@attack()
def writes_in_both_places(folder: Path, ran: Path) -> None:
    """The right answers, each replaced by a wrong one in the notebook."""
    answer_in_module(folder, solutions())
    wrong(folder, "")
