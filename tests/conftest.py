"""What tests of several rooms share: the course, submissions made from text, sandboxes, deterministic hypothesis."""

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from everything import LIBRARY, LIMITS, REDUCED, SPAWNED, UNITS
from filelock import FileLock
from threadpoolctl import threadpool_limits
from warm_commands import without_slow_grammars

from autograder.course import Course, Limits, load_course
from autograder.learner import init
from autograder.learner.work import Workspace
from autograder.places import course_file
from autograder.sandbox import launch, workers
from autograder.sandbox.launch import start_sandbox
from autograder.sandbox.messages import Unit
from autograder.sandbox.spawning import SpawningSandbox
from autograder.sandbox.student import Student
from autograder.sandbox.waiting import own_sandboxes
from autograder.sandbox.workers import InProcess, Sandboxed
from autograder.submission import Submission, read_submission

# Here, and not for every pytest below this folder: in release/ `neural_network` is the library of whoever works there.
sys.path.insert(0, str(course_file().parent / "solutions"))

without_slow_grammars()

# What a shell starts in the background ignores interrupts, and so would all that these tests start.
if not callable(signal.getsignal(signal.SIGINT)):
    signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("course", derandomize=True, deadline=None, max_examples=60, database=None)
hypothesis.settings.load_profile("course")


def pytest_configure(config: pytest.Config) -> None:
    config.option.loadscopereorder = False  # for pytest-xdist: in the order below, not the files of most tests first


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process for each core; where the slow tests run, one more, since those wait for limits, kernels and pages."""
    return (os.cpu_count() or 1) + (config.option.markexpr != "not slow")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where slow tests are left out, files of nothing else are not even imported: nbgrader and a browser's driver take
    seconds."""
    if config.option.markexpr != "not slow" or collection_path.suffix != ".py":
        return None
    return "\npytestmark = pytest.mark.slow\n" in collection_path.read_text(encoding="utf-8") or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that are slow throughout come first, then those of many slow tests: no long one is left for one process
    when the others are done."""
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    every = Counter(item.path for item in items)
    items.sort(key=lambda item: (slow[item.path] < every[item.path], -slow[item.path], -every[item.path]))


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> Iterator[None]:
    """BLAS has one thread in each process that runs tests: with two each, two processes are slower than one."""
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="session")
def course() -> Course:
    """The course itself, as course.toml has it."""
    return load_course()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For files that try the hostile set, one at a time: what one takes of the machine (memory, processes, the threads
    that all sandboxes may have together) could be missing where another grades right answers."""
    with FileLock(tmp_path_factory.getbasetemp().parent / "hostile.lock"):
        yield


@pytest.fixture
def in_process() -> Callable[[str], Student]:
    """in_process(source) is a student whose functions run in this process."""
    return lambda source: Student(InProcess("answers", (Unit("answers.py", source),)))


@pytest.fixture
def submit(course: Course, tmp_path: Path) -> Callable[..., Submission]:
    """submit(source, name="arrays.py") is a submission of one file with that text."""

    def write(source: str, name: str = "arrays.py") -> Submission:
        path = tmp_path / name
        path.write_text(source, encoding="utf-8")
        return read_submission(path, course)

    return write


@pytest.fixture
def space(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A new workspace in a folder with a space in its name; one stands in it."""
    init.make_workspace(Path("a place"), tmp_path, course)
    monkeypatch.chdir(tmp_path / "a place")
    monkeypatch.setenv("COLUMNS", "100")
    return Workspace(tmp_path / "a place", course)


@pytest.fixture
def new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data sets are as in a new process: no file verified yet, and no folder of the machine's own choice."""
    from course_data import _files

    monkeypatch.delenv("COURSE_DATA_DIR", raising=False)
    monkeypatch.setattr(_files, "_verified", set())


@pytest.fixture
def data_folder(new_process: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that COURSE_DATA_DIR names."""
    monkeypatch.setenv("COURSE_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def sandbox_required() -> None:
    """For tests of full isolation: skipped where bubblewrap does not work, or failed under COURSE_REQUIRE_SANDBOX=1."""
    isolation = launch.isolation()
    if not isolation.full and os.environ.get("COURSE_REQUIRE_SANDBOX") == "1":
        pytest.fail(f"COURSE_REQUIRE_SANDBOX=1, and {isolation.reason}", pytrace=False)
    if not isolation.full:
        pytest.skip(f"needs full isolation: {isolation.reason}")


@pytest.fixture(scope="module")
def born() -> Iterator[None]:
    """Sandboxes are born of a nursery, as a class's are, which costs a tenth of starting one: for files of what runs in
    them, and not of what keeps it apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "start_sandbox", lambda datasets=(): own_sandboxes().take(datasets))
        yield


@pytest.fixture(scope="module")
def sandboxed() -> Iterator[Sandboxed]:
    """ANSWERS in the sandbox that this machine has."""
    with Sandboxed("answers", UNITS, LIMITS, library=LIBRARY, datasets=("pima_diabetes.csv",)) as worker:
        yield worker


@pytest.fixture(scope="module")
def reduced() -> Iterator[Sandboxed]:
    """ANSWERS in a sandbox without bubblewrap."""
    with pytest.MonkeyPatch.context() as patch:  # for the start alone: other tests find isolation as it is
        patch.setattr(launch, "isolation", lambda: REDUCED)
        sandbox = start_sandbox(("pima_diabetes.csv",))
    with Sandboxed("answers", UNITS, LIMITS, library=LIBRARY, sandbox=sandbox) as worker:
        yield worker


@pytest.fixture(scope="module")
def spawned() -> Iterator[Sandboxed]:
    """ANSWERS in a sandbox without fork."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_WORKER", "process")
        sandbox = start_sandbox(("pima_diabetes.csv",))
    assert isinstance(sandbox, SpawningSandbox)
    with Sandboxed("answers", UNITS, LIMITS, library=LIBRARY, sandbox=sandbox) as worker:
        yield worker


@pytest.fixture(params=["sandboxed", "reduced", SPAWNED])
def worker(request: pytest.FixtureRequest) -> Any:
    """A sandbox of each kind: what this machine has, what is left where bubblewrap is missing, and what is left where
    there is no fork."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["fork", pytest.param("process", marks=pytest.mark.slow)])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the two kinds of sandbox that systems have: what starts from here on is of that kind."""
    monkeypatch.setenv("COURSE_WORKER", request.param)
    return str(request.param)


@pytest.fixture
def impatient(either: str) -> Iterator[Callable[..., Sandboxed]]:
    """impatient(source, ...) is a sandbox with little patience; a unit for each source."""
    workers: list[Sandboxed] = []

    def make(*sources: str, seconds: float = 4.0, memory_mb: int = 1024) -> Sandboxed:
        units = tuple(Unit(f"cell {number}", source) for number, source in enumerate(sources, start=1))
        workers.append(Sandboxed("answers", units, Limits(seconds=seconds, memory_mb=memory_mb)))
        return workers[-1]

    yield make
    for worker in workers:
        worker.close()


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both packages by name, as `course package` makes them: once for all processes that run tests."""
    from autograder.build.packages import make_packages

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "wheels"
    with FileLock(f"{folder}.lock"):
        students, full = sorted(folder.glob("*.whl")) or make_packages(load_course(), folder)
    return {"numpy-dl-course": students, "numpy-dl-course-full": full}
