"""A class in which three of four attack, graded with nbgrader's own commands from autograde to the
release of feedback: the code of tests/hostile/, and the folders of hostile_folders.py.

Nobody earns what they should not, whoever sits beside an attacker has full marks, and feedback goes to everybody.
"""

import hashlib
import html
import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hostile_folders import FOLDERS, NO_NAMES
from hostile_set import NAMES, earned, submission_text
from nbgrader_course import CHECKOUT, ID, MODULE, NOTEBOOK, Course, answer_in_notebook, new_course, solutions

from autograder.code_files import SubmissionError
from autograder.course import Course as CourseData
from autograder.report.model import grade
from autograder.submission import read_submission

pytestmark = pytest.mark.slow

STAMP = f"+{ID}+2026-01-30 18:00:00 UTC+x".encode()
CODE = {f"code_{name.replace('.', '_')}": name for name in NAMES}
SKIPPED = [name for name, attack in FOLDERS.items() if attack.becomes == "skipped"]
SET_ASIDE = [name for name, attack in FOLDERS.items() if attack.becomes == "set aside"]
EXPECTED = {name: sum(earned(file).values()) for name, file in CODE.items()} | dict.fromkeys(FOLDERS, 0.0)
# Who hands in what is right, each graded straight after an attack: after every third of each kind.
BESIDE = [f"{name}_beside" for attacks in (CODE, FOLDERS) for name in sorted(attacks)[::3]]

# Endless loops have two seconds for each exercise and not ten: there are many of them.
SETTINGS = """
import autograder.classroom.preprocessors as preprocessors
from autograder.course import Limits, load_course

limited = load_course().model_copy(update=dict(limits=Limits(seconds=2, memory_mb=1024)))
preprocessors.load_course = lambda: limited
c.Exchange.root = {exchange!r}
"""


LINKS = r"""(?:href|src)=["']?\s*(?:javascript|data:text|/logout)"""
ACTIVE = re.compile(rf"<script[^>]*>\s*alert|<\w[^<>]*\s(?:onerror|{LINKS})")


@dataclass(frozen=True)
class Graded:
    course: Course
    said: dict[str, str]
    before: dict[str, str]
    ran: Path


def precious(course: Course) -> dict[str, str]:
    """What no submission may change: the course's own files, the sums of which are told."""
    files = [course.folder / "nbgrader_config.py", course.folder / "nbgrader_settings.py", course.folder / "precious"]
    files += [path for step in ("source", "release") for path in (course.folder / step).rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, undisturbed: None) -> Iterator[Graded]:
    root = tmp_path_factory.mktemp("hostile")
    course = new_course(root / "course", root / "exchange")
    (course.folder / "nbgrader_settings.py").write_text(SETTINGS.format(exchange=str(root / "exchange")))
    (course.folder / "precious").write_text("precious")
    ran = root / "ran"
    with socket.create_server(("127.0.0.1", 0)) as server:
        for name, file in CODE.items():
            text = submission_text(
                file,
                file=course.folder / "precious",
                canary=course.folder / "source" / ID / NOTEBOOK,
                database=course.folder / "gradebook.db",
                port=server.getsockname()[1],
            )
            (course.hand_in(name) / (NOTEBOOK if file.endswith(".ipynb") else MODULE)).write_text(text)
        for name, attack in FOLDERS.items():
            attack.write(course.hand_in(name), ran)
        for name in BESIDE:
            answer_in_notebook(course.hand_in(name), solutions())
        for student in NO_NAMES:
            collected = root / "exchange" / "numpy_dl" / "inbound" / os.fsdecode(student + STAMP)
            shutil.copytree(course.folder / "release" / ID, collected)
            by_hand = course.folder / "submitted" / os.fsdecode(student) / ID
            if student not in (b"", b".", b".."):
                shutil.copytree(collected, by_hand)
        before = precious(course)
        said = {"collect": course.nbgrader("collect", ID, status=1)}
        said |= {"autograde": course.nbgrader("autograde", ID, status=1 if SKIPPED else 0)}
        for command in ("generate_feedback", "release_feedback"):
            said[command] = course.nbgrader(command, ID)
        server.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody called
            server.accept()
    yield Graded(course, said, before, ran)
    for name in SKIPPED:
        course.submitted(name).chmod(0o755)


def test_more_than_eighty_submissions_attack_and_each_says_what_it_earns(graded: Graded) -> None:
    print(
        f"{len(EXPECTED) + len(NO_NAMES)} hostile submissions tried: {len(CODE)} by their code, "
        f"{len(FOLDERS)} by their folder, {len(NO_NAMES)} by their name"
    )
    assert len(EXPECTED) >= 80
    assert len(FOLDERS) >= 30
    submitted = [path.parent.name for path in graded.course.folder.glob(f"submitted/*/{ID}")]
    assert {*EXPECTED, *BESIDE} <= {*submitted}


def test_nobody_earns_what_they_should_not(graded: Graded) -> None:
    points = graded.course.points()
    wanted = {name: score for name, score in EXPECTED.items() if name not in SKIPPED}
    assert {name: points[name] for name in wanted} == pytest.approx(wanted)
    assert points.keys() == {*wanted, *BESIDE}  # and nobody else, with a zero or without


def test_whoever_sits_beside_an_attacker_has_full_marks(graded: Graded) -> None:
    points = graded.course.points()
    assert {name: points.get(name) for name in BESIDE} == dict.fromkeys(BESIDE, 9)


def test_each_is_set_aside_skipped_or_graded_as_it_should_be(graded: Graded) -> None:
    said = graded.said["autograde"]
    for name in SET_ASIDE:
        assert f"Set aside the submission of {name}: {FOLDERS[name].reason}" in said, name
    for name in SKIPPED:
        assert re.search(rf"NOT graded: {name}\. .*{re.escape(FOLDERS[name].reason)}", said), name
    assert said.count("Set aside the submission of") == len(SET_ASIDE)
    by_hand = len(NO_NAMES) - 3
    assert said.count("has a name that no student can have. Rename it") == 2 * by_hand  # where it is, and in the end
    assert said.count("NOT graded: ") == len(SKIPPED) + by_hand


def test_what_no_student_can_be_called_is_not_collected(graded: Graded) -> None:
    assert graded.said["collect"].count("Cannot collect: ") == len(NO_NAMES) - 2  # "." and ".." are not even seen
    assert not (graded.course.folder / "submitted" / ID).exists()
    assert not (graded.course.folder / ID).exists()


def test_feedback_is_made_and_released_to_all_who_were_graded(graded: Graded) -> None:
    everybody = {*EXPECTED, *BESIDE} - {*SKIPPED}
    assert {path.parent.name for path in graded.course.folder.glob(f"feedback/*/{ID}")} == everybody
    assert graded.said["release_feedback"].count("Feedback released to") == len(everybody)
    for name in everybody:
        assert "course-result" in graded.course.page(name), name


def test_nothing_outside_was_run_or_changed(graded: Graded) -> None:
    assert not graded.ran.exists()
    assert precious(graded.course) == graded.before
    assert not set("\x1b\r") & set("".join(graded.said.values()))
    assert not [line for line in graded.said["autograde"].splitlines() if line.startswith("ada 9")]


def test_nothing_can_act_on_a_page(graded: Graded) -> None:
    for name in {*EXPECTED} - {*SKIPPED}:
        page = graded.course.page(name)
        assert not ACTIVE.search(page), name
        if name in SET_ASIDE:
            assert FOLDERS[name].reason in html.unescape(page)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_earns_nothing_in_the_command_line_either(
    name: str, tmp_path: Path, course: CourseData, sandbox_required: None
) -> None:
    folder = tmp_path / "class" / "submitted" / "student" / ID
    shutil.copytree(CHECKOUT / "release" / ID, folder)
    for file in ("timestamp.txt", "submission_secret.txt"):
        (folder / file).touch()
    (tmp_path / "class" / "gradebook.db").write_text("precious")
    FOLDERS[name].write(folder, tmp_path / "ran")
    with suppress(SubmissionError):
        assert grade(read_submission(folder, course), course).score == 0
    folder.chmod(0o755)
    assert not (tmp_path / "ran").exists()
    assert (tmp_path / "class" / "gradebook.db").read_text() == "precious"
