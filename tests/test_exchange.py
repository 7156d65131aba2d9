"""Collecting from nbgrader's exchange, where everybody may write: nobody hands in under another's name, and nothing
is brought along that its author could not read."""

import os
from pathlib import Path

import nbgrader.api
import pytest
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError
from traitlets.config import Config

from autograder.classroom import exchange
from autograder.classroom.exchange import Collect

ID = "ch1_1_arrays"
EARLY, LATE = f"+{ID}+2026-01-30 18:00:00 UTC+x", f"+{ID}+2026-02-01 18:00:00 UTC+x"
INSTRUCTOR = os.geteuid()


class Class:
    """An exchange and the course's folder, with accounts that are numbers of this test's own."""

    def __init__(self, root: Path) -> None:
        self.inbound = root / "exchange" / "numpy_dl" / "inbound"
        self.inbound.mkdir(parents=True)
        self.folder = root / "course"
        self.folder.mkdir()
        self.owners: dict[str, str] = {}  # who owns a folder of the exchange, by its name

    def put(self, name: str, owner: str, text: str = "") -> Path:
        folder = self.inbound / name
        folder.mkdir()
        (folder / f"{ID}.ipynb").write_text(text or f"the work of {owner}")
        self.owners[name] = owner
        return folder

    def collect(self, **settings: bool) -> str:
        """Collect, and return the error that it ended with; nothing where there was none."""
        config = Config({"Exchange": {"root": str(self.inbound.parents[1])}, "ExchangeCollect": settings})
        course = {"root": str(self.folder), "course_id": "numpy_dl", "assignment_id": ID}
        coursedir = CourseDirectory(config=config, **course, db_url=f"sqlite:///{self.folder}/gradebook.db")
        try:
            Collect(coursedir=coursedir, authenticator=Authenticator(config=config), config=config).start()
        except ExchangeError as error:
            return str(error)
        return ""

    def collected(self) -> dict[str, str]:
        """The text of each student's notebook."""
        found = (self.folder / "submitted").glob(f"*/{ID}/{ID}.ipynb")
        return {path.parents[1].name: path.read_text() for path in found}


@pytest.fixture
def handed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Class:
    """A class whose folders belong to whom it says, though all of them are this process's."""
    made = Class(tmp_path)
    monkeypatch.setattr(nbgrader.api, "get_alembic_version", lambda: "none")  # by a program, in a second
    monkeypatch.setattr(exchange, "_owner", lambda path: made.owners[path.name])
    return made


def test_each_students_newest_folder_is_collected(handed_in: Class) -> None:
    handed_in.put("ada" + EARLY, "ada", "old")
    handed_in.put("ada" + LATE, "ada", "new")
    handed_in.put("bo" + EARLY, "bo")
    assert handed_in.collect() == ""
    assert handed_in.collected() == {"ada": "new", "bo": "the work of bo"}


def test_a_newer_folder_of_another_account_takes_nobodys_place(
    handed_in: Class, caplog: pytest.LogCaptureFixture
) -> None:
    handed_in.put("ada" + EARLY, "ada")
    handed_in.put("ada" + LATE, "mallory")
    handed_in.put("bo" + EARLY, "mallory")  # who has not handed in
    assert handed_in.collect().startswith(f"Not collected: ada{LATE}, bo{EARLY}. Mend")
    assert handed_in.collected() == {"ada": "the work of ada"}
    assert "says that it is of ada, and belongs to mallory, who would stand in another's place" in caplog.text


@pytest.mark.parametrize(
    "name",
    [
        f"ada+x{EARLY}",  # of ada+x, whoever that is
        f"ada+x+{ID}+2026-02-01 18:00:00 UTC",  # the same, without a random part: read from the right, of ada
        f"ada+ch1_2_matrices+2026-02-01 18:00:00 UTC+{ID}+x",
        f"ada+2026-02-01 18:00:00 UTC+{ID}+x",
        f"ada+{ID}+{ID}+2026-02-01 18:00:00 UTC+x",
        f"ada +{ID}+2026-02-01 18:00:00 UTC+x",
    ],
)
@pytest.mark.parametrize("check_owner", [True, False])
def test_plus_signs_make_nobody_another(name: str, check_owner: bool, handed_in: Class) -> None:
    handed_in.put("ada" + EARLY, "ada")
    handed_in.put(name, "ada")
    assert handed_in.collect(check_owner=check_owner).startswith(f"Not collected: {name}. Mend")
    assert handed_in.collected() == {"ada": "the work of ada"}


def test_where_accounts_are_not_students_the_instructor_can_say_so(handed_in: Class) -> None:
    handed_in.put("ada" + EARLY, "jovyan")
    assert "Not collected" in handed_in.collect()
    assert handed_in.collect(check_owner=False) == ""
    assert handed_in.collected() == {"ada": "the work of jovyan"}


def test_a_link_brings_nothing_along_that_the_instructor_may_read(handed_in: Class, tmp_path: Path) -> None:
    secret = tmp_path / "of_ada"
    (secret / "folder").mkdir(parents=True)
    (secret / "folder" / "notes.py").write_text("secret")
    (secret / f"{ID}.ipynb").write_text("secret")
    (handed_in.inbound / ("a" + EARLY)).symlink_to(secret)
    handed_in.owners["a" + EARLY] = "a"
    (handed_in.put("b" + EARLY, "b") / f"{ID}.ipynb").unlink()
    (handed_in.inbound / ("b" + EARLY) / f"{ID}.ipynb").symlink_to(secret / f"{ID}.ipynb")
    (handed_in.put("c" + EARLY, "c") / "folder").symlink_to(secret / "folder")
    handed_in.put("d" + EARLY, "d")
    said = handed_in.collect()
    assert said.startswith(f"Not collected: a{EARLY}, b, c. Mend")
    assert handed_in.collected() == {"d": "the work of d"}
    assert not [path for path in handed_in.folder.rglob("*") if path.is_file() and "secret" in path.read_text("latin1")]


def test_a_file_of_another_account_is_not_collected_with_a_students_folder(
    handed_in: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever knows a folder's name may write into it, as nbgrader makes it."""
    for name in ("ada", "bo"):
        handed_in.put(name + EARLY, name)
    planted = handed_in.inbound / ("ada" + EARLY) / "arrays.py"
    planted.write_text("planted")
    inode, real = planted.stat().st_ino, os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        about = real(descriptor)
        return os.stat_result((*about[:4], INSTRUCTOR + 1, *about[5:])) if about.st_ino == inode else about

    monkeypatch.setattr(os, "fstat", fstat)
    assert handed_in.collect().startswith("Not collected: ada. Mend")
    assert handed_in.collected() == {"bo": "the work of bo"}


def test_too_many_files_and_too_deep_folders_stop_nobody_else(
    handed_in: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "MAX_ENTRIES", 20)
    monkeypatch.setattr(exchange, "MAX_DEPTH", 5)
    many, deep = handed_in.put("a" + EARLY, "a"), handed_in.put("b" + EARLY, "b")
    for number in range(20):
        (many / f"{number}.py").touch()
    (deep / "/".join("abcdef")).mkdir(parents=True)
    handed_in.put("c" + EARLY, "c")
    assert handed_in.collect().startswith("Not collected: a, b. Mend")
    assert handed_in.collected() == {"c": "the work of c"}
