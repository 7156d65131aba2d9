"""`course watch` behind its screen: what is checked first, where one goes, how saves are noticed, what is drawn."""

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest
from rich.console import Console

from autograder.course import Chapter, Course
from autograder.graders.ending import Strip
from autograder.grading.results import CheckResult, ExerciseResult, Failure
from autograder.learner import strip as strips
from autograder.learner.state import Slip, State
from autograder.learner.watch import run
from autograder.learner.watch import saves as saving
from autograder.learner.watch.editor import open_file
from autograder.learner.watch.events import Began, Event, Graded, Idle, Polling, Saved, Told, Unreadable
from autograder.learner.watch.grader import Grader, Job, fingerprints
from autograder.learner.watch.saves import Saves
from autograder.learner.watch.screen import frame
from autograder.learner.watch.session import Session, begin, praise
from autograder.learner.work import Workspace, resolve
from autograder.places import course_file
from autograder.submission import read_submission


@pytest.fixture
def space(tmp_path: Path, course: Course) -> Workspace:
    root = tmp_path / "workspace"
    for chapter in course.chapters[:4]:
        shutil.copytree(course_file().parent / "release" / chapter.id, root / chapter.id)
    return Workspace(root, course)


@pytest.fixture
def arrays(course: Course) -> Chapter:
    return course.chapter("ch1_1_arrays")


@pytest.fixture
def session(space: Workspace, course: Course) -> Session:
    return begin(course, space, State(space), resolve(["1.1"], space.root, course))


def passed(name: str) -> ExerciseResult:
    checks = (CheckResult(label=f"{name} works", passed=True),)
    return ExerciseResult(name=name, score=1, max_score=1, status="passed", checks=checks)


def failed(name: str, kind: str = "axis") -> ExerciseResult:
    failure = Failure(kind="values", seen="it is off", mistake="a slip", mistake_kind=kind)
    checks = (CheckResult(label=f"{name} works", passed=False, failure=failure),)
    return ExerciseResult(name=name, score=0, max_score=1, status="failed", checks=checks, location="arrays.py:11")


# Where one is


def test_it_begins_at_the_first_open_exercise(session: Session, space: Workspace, course: Course) -> None:
    assert session.exercise.name == "reshaped_ones"  # the first in the lesson, and not in course.toml
    session.take(Graded(session.chapter, passed("reshaped_ones"), session.job().digest))
    again = begin(course, space, State(space), resolve(["1.1"], space.root, course))
    assert again.exercise.name == "last_rows"
    asked_for = begin(course, space, State(space), resolve(["normalize"], space.root, course))
    assert asked_for.exercise.name == "normalize"


def test_an_exercise_that_passes_is_praised_by_what_it_took_and_moved_on_from(session: Session) -> None:
    session.take(Graded(session.chapter, failed("normalize")))
    assert (session.exercise.name, session.praise) == ("normalize", [])
    session.take(Graded(session.chapter, passed("normalize")))
    assert session.praise == [
        "✓ normalize is right: what was wrong is mended.",
        "It is part of your library: from neural_network.data import normalize",
    ]
    assert session.exercise.name == "reshaped_ones"


def test_praise_says_what_happened() -> None:
    assert [praise(passed("f"), tries) for tries in (0, 1, 4)] == [
        "✓ f is right at the first check.",
        "✓ f is right: what was wrong is mended.",
        "✓ f is right. It took 5 checks, and you found it.",
    ]


def test_what_passed_before_is_not_praised_again(session: Session) -> None:
    for _ in range(2):
        session.take(Graded(session.chapter, passed("normalize")))
        session.praise, praised = [], session.praise
    assert praised == []


def test_a_chapter_ends_with_what_is_owned_and_the_next_begins(session: Session) -> None:
    chapter = session.chapter
    jobs = [session.take(Graded(chapter, passed(exercise.name))) for exercise in chapter.exercises[:5]]
    assert any(line.startswith("Chapter 1.1 is finished") and "normalize" in line for line in session.praise)
    assert session.chapter.number == "1.2"
    assert [job is not None for job in jobs] == [False] * 4 + [True]  # the next chapter is looked at


def test_a_save_elsewhere_goes_there(session: Session, course: Course) -> None:
    job = session.take(Saved(course.chapter("ch1_2_matrices")))
    assert job is not None
    assert (session.chapter.number, job.first) == ("1.2", "inner_product")


def test_the_same_kind_of_slip_says_where_it_was(session: Session) -> None:
    assert session.state is not None
    before = Slip(exercise="count_ink", chapter="ch0_introduction", mistake="another", kind="axis")
    session.state.choose(session.state.choices.model_copy(update={"slips": (before,)}))
    session.take(Graded(session.chapter, failed("normalize")))
    assert "The same slip as in 0 (count_ink): along which axis." in drawn(session, 100, 30)
    session.take(Graded(session.chapter, failed("normalize", "power")))
    assert "The same slip" not in drawn(session, 100, 30)


def test_hints_that_were_seen_are_remembered(session: Session) -> None:
    for _ in range(2):
        session.show_hint()
    assert session.state is not None
    assert session.state.choices.hints == {"ch1_1_arrays/reshaped_ones": 2}


def test_what_is_skipped_is_not_next(session: Session) -> None:
    assert session.state is not None
    skipped = ("ch1_1_arrays/last_rows",)
    session.state.choose(session.state.choices.model_copy(update={"skipped": skipped}))
    session.take(Graded(session.chapter, passed("reshaped_ones")))
    assert session.exercise.name == "sub_matrix"


def test_a_question_stays_until_a_key_answers_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(run, "_course", lambda command, *_: asked.append(command) or "it is done")
    console = Console(file=io.StringIO())
    for key, panel in (("r", "reset?"), ("", "reset?"), ("n", "exercise"), ("r", "reset?"), ("", "reset?")):
        run._pressed(session, key, None, console)  # type: ignore[arg-type]
        assert (session.panel, asked) == (panel, [])
    job = run._pressed(session, "y", None, console)  # type: ignore[arg-type]
    assert (session.panel, asked, session.praise) == ("exercise", ["reset"], ["it is done"])
    assert job is not None


def test_files_that_are_gone_stop_no_key(session: Session, space: Workspace) -> None:
    shutil.rmtree(space.root)
    session.show_list()
    assert "1.1 reshaped_ones" in drawn(session, 80, 40)
    session.go_next()
    assert session.exercise.name == "last_rows"
    assert "cannot be used: No such file or directory" in run._course("reset", session, Console(file=io.StringIO()))


def test_code_too_deep_to_parse_is_no_end(session: Session, space: Workspace, arrays: Chapter) -> None:
    path = space.module(arrays)
    path.write_text("x = " + "-" * 100_000 + "1\n", encoding="utf-8")
    assert session.place == (path, 1)


def test_what_failed_is_checked_again_once_an_earlier_chapter_is_saved(session: Session, course: Course) -> None:
    earlier, later = session.chapter, course.chapter("ch1_2_matrices")
    session.take(Saved(later))
    session.take(Graded(later, failed("inner_product")))
    session.take(Graded(later, passed("small_product")))
    before = session.job().earlier
    module = session.space.module(earlier)
    module.write_text(module.read_text(encoding="utf-8") + "\nx = 1\n", encoding="utf-8")
    session.take(Saved(earlier))
    job = session.go_to(later, later.exercise("inner_product"))
    assert job is not None
    assert [*job.known] == ["small_product"]
    assert job.earlier != before


def test_what_an_earlier_chapter_changes_is_checked(
    space: Workspace, arrays: Chapter, graded: Callable[[Job], list[str]]
) -> None:
    known = {name: passed(name) for name in arrays.names}
    jobs = [Job(arrays, space.folder(arrays), "normalize", known=known, earlier=text) for text in ("a", "a", "b")]
    assert [len(graded(job)) for job in jobs] == [1, 1, len(arrays.names)]


# What is drawn


def drawn(session: Session, width: int, height: int) -> str:
    console = Console(file=io.StringIO(), force_terminal=True, width=width, height=height, color_system=None)
    lines = ["".join(segment.text for segment in line).rstrip() for line in frame(session, console)]
    assert len(lines) == height
    assert max(map(len, lines)) <= width
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("panel", ["exercise", "hint", "list", "text", "reset?"])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 24), (40, 12), (200, 60), (20, 8)])
def test_every_panel_fits_every_screen(session: Session, panel: str, width: int, height: int) -> None:
    session.take(Graded(session.chapter, failed("normalize")))
    session.take(Told("Mistakes are not named."))
    session.show_text("a text of some length " * 40)
    session.hint_step = 1
    session.panel = panel  # type: ignore[assignment]
    assert "q quit" in drawn(session, width, height) or panel == "reset?"


def test_words_that_are_being_checked_and_problems_are_said(session: Session) -> None:
    session.take(Began(session.chapter, "normalize", 300.0))
    assert "checking normalize, which may take up to 300 s" in drawn(session, 100, 24)
    session.take(Unreadable(session.chapter, "arrays.py cannot be read."))
    said = drawn(session, 100, 24)
    assert "arrays.py cannot be read." in said
    assert "checking" not in said


# What is checked first


def test_fingerprints_follow_code_and_not_its_looks(space: Workspace, arrays: Chapter, course: Course) -> None:
    def prints(source: str) -> dict[str, str]:
        space.module(arrays).write_text(source, encoding="utf-8")
        return dict(fingerprints(read_submission(space.module(arrays), course)))

    def differ(first: dict[str, str], second: dict[str, str]) -> set[str]:
        return {name for name in first if first[name] != second[name]}

    base = "def normalize(X):\n    return last_rows(X, 1)\n\ndef last_rows(X, k):\n    return X[-k:]\n"
    first = prints(base)
    assert differ(first, prints(base.replace("X[-k:]", "X[ -k : ]  # the last"))) == set()
    assert differ(first, prints(base.replace("X[-k:]", "X[k:]"))) == {"normalize", "last_rows"}
    assert differ(first, prints(base.replace("X, 1)", "X, 2)"))) == {"normalize"}
    assert differ(first, prints("import numpy as np\n" + base)) == set(arrays.names)
    assert prints(base + "def (") == {}


@pytest.fixture
def graded(course: Course) -> Callable[[Job], list[str]]:
    """graded(job) are the exercises that a job checks, in their order."""
    posted: SimpleQueue[Event] = SimpleQueue()
    grader = Grader(course, posted.put)

    def names(job: Job) -> list[str]:
        return grader._order(job, read_submission(job.folder, course, job.chapter.id))

    return names


def test_what_changed_is_checked_first_and_what_did_not_not_again(
    space: Workspace, arrays: Chapter, graded: Callable[[Job], list[str]]
) -> None:
    def job(first: str, **more: bool) -> Job:
        return Job(arrays, space.folder(arrays), first, **more)

    module = space.module(arrays)
    assert graded(job("normalize"))[0] == "normalize"
    assert set(graded(job("normalize", every=True))) == set(arrays.names)
    known = {name: passed(name) for name in arrays.names}
    fresh = Job(arrays, space.folder(arrays), "last_rows", known=known)
    assert graded(fresh)[0] == "last_rows"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("raise NotImplementedError", "return X", 1), encoding="utf-8")
    assert graded(job("last_rows"))[:2] == ["last_rows", "normalize"]
    module.write_text(text + "\ndef (", encoding="utf-8")
    assert graded(job("last_rows")) == ["last_rows"]  # they would all fail alike


# How saves are noticed


class Listening(Saves):
    """Hears of events only when a test says so."""

    def _listen(self) -> None:
        self._listens = True


def test_a_save_is_posted_once(space: Workspace, arrays: Chapter) -> None:
    posted: list[Event] = []
    saves = Listening(space, posted.append, lambda: None)
    space.module(arrays).write_text("x = 1\n", encoding="utf-8")
    saves.look(told=True)
    saves.look(told=True)
    assert posted == [Saved(arrays)]


@pytest.fixture
def unheard(space: Workspace, arrays: Chapter, monkeypatch: pytest.MonkeyPatch) -> tuple[Listening, list[Event]]:
    """A listener that has found a save of which no event told, and what it posted."""
    posted: list[Event] = []
    saves = Listening(space, posted.append, lambda: None)
    saves._listens = True
    monkeypatch.setattr(saving, "TRUST_SECONDS", 0.0)
    space.module(arrays).write_text("x = 1\n", encoding="utf-8")
    saves.look(told=False)
    return saves, posted


def test_where_events_do_not_come_it_looks_by_itself_and_says_so(
    unheard: tuple[Listening, list[Event]], arrays: Chapter
) -> None:
    saves, posted = unheard
    saves.look(told=False)
    (saved, polling) = posted
    assert saved == Saved(arrays)
    assert isinstance(polling, Polling)
    assert "--poll" in polling.reason
    assert saves.wait == saving.LOOK_SECONDS


def test_an_event_that_comes_a_little_late_is_no_reason_to(
    unheard: tuple[Listening, list[Event]], arrays: Chapter
) -> None:
    saves, posted = unheard
    saves._events += 1
    saves.look(told=True)
    saves.look(told=False)
    assert posted == [Saved(arrays)]
    assert not saves.polls


def test_a_save_that_leaves_time_and_size_as_they_were_is_noticed(space: Workspace, arrays: Chapter) -> None:
    path = space.module(arrays)
    path.write_text("x = 1\n", encoding="utf-8")
    about = path.stat()
    posted: list[Event] = []
    saves = Listening(space, posted.append, lambda: None)
    while path.stat().st_ctime_ns == about.st_ctime_ns:  # the system's clock ticks a few times in a hundredth
        path.write_text("x = 2\n", encoding="utf-8")
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    saves.look(told=True)
    assert posted == [Saved(arrays)]


def test_a_file_that_goes_is_told_where_it_stays_away(
    space: Workspace, arrays: Chapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted: list[Event] = []
    saves = Listening(space, posted.append, lambda: None)
    path = space.module(arrays)
    path.rename(path.with_suffix(".bak"))  # as some editors save
    saves.look(told=True)
    assert posted == []
    path.write_text("x = 1\n", encoding="utf-8")
    saves.look(told=True)
    assert posted == [Saved(arrays)]
    path.unlink()
    monkeypatch.setattr(saving, "GONE_SECONDS", 0.0)
    for _ in range(2):
        saves.look(told=False)
    assert posted == [Saved(arrays), Saved(arrays, gone=True)]


def test_what_goes_elsewhere_takes_nobody_there(session: Session, course: Course) -> None:
    assert session.take(Saved(course.chapter("ch1_2_matrices"), gone=True)) is None
    assert session.chapter.number == "1.1"
    assert session.take(Saved(session.chapter, gone=True)) is not None


# The editor


def test_the_readers_editor_opens_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "nano"
    program.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/said"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{program} --softwrap")
    assert open_file(tmp_path / "arrays.py", 11, Lent()) == ""
    assert (tmp_path / "said").read_text(encoding="utf-8").split() == ["--softwrap", "+11", f"{tmp_path}/arrays.py"]


def test_an_editor_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "vim 'x")
    assert "cannot be read as a command" in open_file(tmp_path / "arrays.py", 11, Lent())
    monkeypatch.setenv("VISUAL", "no-such-editor")
    assert "no-such-editor" in open_file(tmp_path / "arrays.py", 11, Lent())
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "set EDITOR" in open_file(tmp_path / "arrays.py", 11, Lent())


class Lent:
    """A terminal that is lent without ado."""

    def lent(self) -> "Lent":
        return self

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


# The picture at the end


def test_a_strip_is_drawn_with_blocks_and_says_what_was_read_wrongly() -> None:
    pictures = np.zeros((3, 8, 8), dtype=np.uint8)
    pictures[:, :4, 4:] = 255  # the upper right quarter
    strip = Strip(pictures, ("7", "3", "1"), ("7", "5", "1"), "Two of three.")
    lines = list(strips.drawn(strip, 12))
    assert lines == ["  ██    ██", "", "7 ✓   3 ✗ is 5", "  ██", "", "1 ✓", "Two of three."]
    assert all(len(line) <= 16 for line in lines)


def test_the_last_chapter_of_all_ends_with_one(course: Course) -> None:
    assert [chapter.number for chapter in course.chapters if strips.has_strip(chapter)] == ["4.5"]


@pytest.mark.slow
def test_the_capstones_strip_is_of_digits_that_the_model_has_not_seen(course: Course, tmp_path: Path) -> None:
    chapter = course.chapter("ch4_5_capstone")
    folder = course_file().parent / "solutions"
    text = "\n".join(
        (folder / package / "capstone.py").read_text("utf-8") for package in ("neural_network", "practice")
    )
    (tmp_path / "capstone.py").write_text(text, encoding="utf-8")
    strip = strips.strip_of(read_submission(tmp_path / "capstone.py", course, chapter.id), course)
    assert strip is not None
    assert strip.pictures.shape == (10, 28, 28)
    assert sum(said != truth for said, truth in zip(strip.said, strip.truth, strict=True)) <= 2
    (tmp_path / "capstone.py").write_text("def train_capstone(X, y, rng):\n    return {}\n", encoding="utf-8")
    assert strips.strip_of(read_submission(tmp_path / "capstone.py", course, chapter.id), course) is None


def test_a_finished_chapter_asks_for_its_picture_once(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.learner.watch.session.has_strip", lambda chapter: chapter.number == "1.1")
    chapter = session.chapter
    for exercise in chapter.exercises[:5]:
        session.take(Graded(chapter, passed(exercise.name)))
    job = session.take(Idle(chapter))
    assert job is not None
    assert (job.chapter, job.picture) == (chapter, True)
    assert session.take(Idle(chapter)) is None
