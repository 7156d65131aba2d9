"""Sandboxes that are born from a nursery keep apart as those that are started one by one."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from autograder.course import Limits
from autograder.sandbox.isolation import isolation
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import StudentRaised
from autograder.sandbox.warm import BornSandbox, Nursery, WarmSandboxes, proved_nursery
from autograder.sandbox.workers import Sandboxed

pytestmark = pytest.mark.usefixtures("sandbox_required")

CAP_SYS_ADMIN = 1 << 21
WRITES = "def f():\n    open('/tmp/left', 'w').write('x' * 1000)\n    return len(__import__('os').listdir('/tmp'))\n"
LISTS = "def f():\n    import os\n    return [os.listdir('/tmp'), os.getpid()]\n"


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    home = proved_nursery(())
    assert home is not None
    yield home
    home.close()


def answer(home: Nursery, source: str) -> object:
    with (
        Sandboxed("arrays", (Unit("a.py", source),), Limits(), sandbox=BornSandbox((), home)) as place,
        place.student() as student,
    ):
        return student.f()


def test_a_probe_in_one_that_was_born_fails_at_everything(nursery: Nursery) -> None:
    found = nursery.probe()
    assert found.full, found.summary
    assert [finding.title for finding in found.findings if finding.managed] == []


def test_each_has_an_empty_folder_and_processes_of_its_own(nursery: Nursery) -> None:
    assert answer(nursery, WRITES) == 1
    files, pid = answer(nursery, LISTS)  # type: ignore[misc]
    assert files == []
    assert pid < 10  # counted from 1 in a namespace of its own


def test_what_one_submission_is_slow_to_import_the_next_ones_have(nursery: Nursery) -> None:
    found = "import sys\nFOUND = 'scipy.special' in sys.modules\ndef f():\n    return FOUND\n"
    assert answer(nursery, found) is False
    assert answer(nursery, f"{found}from scipy import special\n") is True
    assert answer(nursery, found) is True


def test_two_at_a_time_do_not_meet(nursery: Nursery) -> None:
    first, second = (
        Sandboxed("arrays", (Unit("a.py", source),), Limits(), sandbox=BornSandbox((), nursery))
        for source in (WRITES, LISTS)
    )
    with first, second, first.student() as one, second.student() as two:
        assert one.f() == 1
        assert two.f()[0] == []


def test_what_is_born_has_given_up_the_right_to_make_namespaces(nursery: Nursery) -> None:
    before = settled(nursery)
    with (
        Sandboxed("arrays", (Unit("a.py", LISTS),), Limits(), sandbox=BornSandbox((), nursery)) as place,
        place.student() as student,
    ):
        student.f()
        born = set(descendants(nursery._process.pid)) - before
        assert len(born) == 2  # the zygote, the worker
        for status in map(read_status, born):
            assert int(status["CapPrm"], 16) & CAP_SYS_ADMIN == 0
            assert status["NoNewPrivs"] == "1"
        assert any(int(read_status(pid)["CapPrm"], 16) & CAP_SYS_ADMIN for pid in before)


def test_each_has_namespaces_that_neither_the_nursery_nor_another_shares(nursery: Nursery) -> None:
    before = settled(nursery)
    with (
        BornSandbox((), nursery) as first,
        BornSandbox((), nursery) as second,
        first.start_child(),
        second.start_child(),
    ):
        born = set(descendants(nursery._process.pid)) - before
        assert len(born) == 4  # of each the zygote and the worker
        for kind in ("pid", "mnt", "net", "ipc", "uts"):
            others, own = ({Path(f"/proc/{pid}/ns/{kind}").readlink() for pid in pids} for pids in (before, born))
            assert len(own) == 2, kind
            assert not own & others, kind


def test_memory_and_time_are_limited_as_ever(nursery: Nursery) -> None:
    source = "import numpy as np\ndef f():\n    return np.ones(10**10)\n"
    with pytest.raises(StudentRaised, match="MemoryError"):
        answer(nursery, source)


def test_one_that_was_ended_leaves_nothing(nursery: Nursery) -> None:
    before = settled(nursery)
    answer(nursery, WRITES)
    assert settled(nursery) == before


@pytest.mark.slow
def test_a_nursery_that_ends_is_replaced() -> None:
    places = WarmSandboxes()
    try:
        first = places.take(())
        assert isinstance(first, BornSandbox)
        first._home.close()
        assert not first.alive
        again = places.take(())
        with Sandboxed("arrays", (Unit("a.py", LISTS),), Limits(), sandbox=again) as place, place.student() as student:
            assert student.f()[0] == []
    finally:
        places.close()


def test_without_proof_there_is_no_nursery(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Nursery, "probe", lambda _self: isolation().__class__(False, "it could write"))
    assert proved_nursery(()) is None


def read_status(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def descendants(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    with suppress(OSError):  # it has just ended
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += descendants(int(child))
    return found


def settled(home: Nursery) -> set[int]:
    """The processes of a nursery that bears nothing: bubblewrap's and its own; all others have ended by themselves."""
    patience = time.monotonic() + 20
    while len(found := descendants(home._process.pid)) > 2 and time.monotonic() < patience:
        time.sleep(0.01)
    assert len(found) == 2
    return set(found)
