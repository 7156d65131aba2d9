"""Messages: what one side says the other reads as it was meant, and what is forged costs a submission its points and
nobody else anything."""

import dataclasses
import json
import socket

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograder.course import Limits
from autograder.graders import load_grader, load_reference
from autograder.grading.run import grade_exercise, suite_of
from autograder.report.account import explanation
from autograder.sandbox import messages, wire
from autograder.sandbox.callback_process import CallBackProcess
from autograder.sandbox.launch import SandboxError
from autograder.sandbox.messages import (
    Answered,
    CallBack,
    CallFunction,
    CallMethod,
    Effects,
    Ended,
    Failed,
    Forked,
    GetAttribute,
    Load,
    Loaded,
    Operate,
    Problem,
    Raised,
    Ready,
    Returned,
    RunInside,
    Running,
    SetAttribute,
    Unit,
    fields_of,
    read,
)
from autograder.sandbox.student import Student, StudentRaised, StudentStopped
from autograder.sandbox.wire import WireError
from autograder.sandbox.workers import _Child

PROBLEM = Problem(("TooSmall", "ValueError"), "only 3", (("arrays.py", 7, ""),), 0, "normalize")
EFFECTS = Effects(("X",), "text", True, ("be careful",), True)
MESSAGES = [
    Load("arrays", {"library": "x = 1"}, (Unit("arrays.py", "x = 1"), Unit("cell", "", True)), ("f",), 512, 41),
    CallFunction("normalize", [1.0, (2, None)], {"axis": 0}, ("numpy",)),
    CallMethod("an object", "forward", [1], {}),
    GetAttribute("an object", "W"),
    SetAttribute("an object", "W", [1, 2]),
    Operate("add", [1, 2]),
    RunInside("double", "def double(x): return 2 * x", [1]),
    Answered({"W": 1.5}),
    Failed("ValueError: no"),
    Running(3),
    Loaded({"normalize": "function"}, {"normalize": ("X", "axis")}, (PROBLEM, PROBLEM)),
    Returned([1, 2], EFFECTS),
    Raised(PROBLEM, EFFECTS),
    CallBack(0, [1, 2], {"params": {}}),
    Ready(),
    Forked(),
    Ended(9),
]
KINDS = [type(message) for message in MESSAGES]


def crossed(message):
    return wire.unpack(wire.pack(fields_of(message)), callback=int)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_arrives_as_it_was_sent(message):
    assert read(crossed(message), *KINDS) == message


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_field_too_many_or_too_few_is_forged(message):
    said = crossed(message)
    with pytest.raises(WireError):
        read((*said, 1), *KINDS)
    if len(said) > 1:
        with pytest.raises(WireError):
            read(said[:-1], *KINDS)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_that_was_not_asked_for_is_forged(message):
    with pytest.raises(WireError):
        read(crossed(message), *(kind for kind in KINDS if kind is not type(message)))


WRONG = [None, True, 1.5, -1, 2**31, float("nan"), "text", np.ones(2), ["a"], {"a": 1}, (1,), wire.Opaque("int")]
ANY = {"value", "object"}  # fields that may hold whatever a student's code returned


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_field_of_the_wrong_kind_is_forged(message):
    said = crossed(message)
    for place, part in enumerate(dataclasses.fields(message), start=1):
        if part.name in ANY:
            continue
        for wrong in WRONG:
            if type(wrong) is type(said[place]) and not (isinstance(wrong, int) and not 0 <= wrong < 2**31):
                continue
            with pytest.raises(WireError):
                read((*said[:place], wrong, *said[place + 1 :]), *KINDS)


@pytest.mark.parametrize(
    "said",
    [
        None, 1, "Ready", ["Ready"], {"Ready": 1}, (), (None,), (["Ready"],), (("Ready",),), ("ready",), ("Message",),
        ("Problem", (), "", (), None, ""), ("type",), ("__class__",), ("Ready\0",), (np.ones(2),),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_message_is_forged(said):
    with pytest.raises(WireError):
        read(said, *KINDS)


def test_texts_are_cut_and_made_printable_and_lists_may_not_be_long():
    problem = read(("Problem", ("T" * 500,), "\x1b[2J" + "m" * 5000, (), None, ""), Problem)
    assert problem.types == ("T" * 80,)
    assert (len(problem.message), problem.message[0]) == (1000, "\N{REPLACEMENT CHARACTER}")
    with pytest.raises(WireError):
        read(("Problem", ("T",) * (messages.MOST + 1), "", (), None, ""), Problem)


# A worker that says anything


class Forger:
    """Stands in for a submission and its sandbox: the child has said all it will ever say."""

    module, library, shared = "arrays", {}, ()

    def __init__(self, *frames):
        self.frames = frames
        self.units = (Unit("arrays.py", "def normalize(X):\n    raise ValueError\n"),)
        self.given_up = {}
        self.loading = None
        self.sandbox = self

    def callbacks(self, limits):
        return CallBackProcess(limits)

    def start_child(self):
        mine, self.theirs = socket.socketpair()
        self.theirs.sendall(b"".join(self.frames))
        self.theirs.shutdown(socket.SHUT_WR)
        return mine

    def end_child(self):
        self.theirs.close()
        return "it ended itself"


HONEST = wire.pack(fields_of(Loaded({"normalize": "function"}, {"normalize": ("X",)})))
TAGS = ["l", "t", "d", "a", "s", "o", "f", "g", "h", "%", ":", "..."]
WORDS = st.sampled_from([*TAGS, *(kind.__name__ for kind in KINDS), "Problem", "Effects", "Unit", "<f8", "normalize"])
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2**70), st.floats(), st.text(max_size=6), WORDS,
    st.just(["a", "<f8", [0, 2**39]]), st.just(["a", "<f8", [1]]), st.just(["t"]), st.just(["l"]), st.just(["d"]),
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda items: st.one_of(
        st.lists(items, max_size=6),
        st.tuples(st.sampled_from(TAGS), items, items).map(list),
        st.lists(items, max_size=6).map(lambda parts: ["t", *parts]),
        st.tuples(WORDS, items, items).map(lambda parts: ["t", *parts]),
    ),
    max_leaves=25,
)
SAID = [Returned([1.0, {"W": (2, 3)}], EFFECTS), Raised(PROBLEM, EFFECTS), CallBack(0, [1.0], {}), MESSAGES[9]]


@st.composite
def nearly_right(draw):
    """A message with a part, however deep, that is something else."""
    text, _body = _parts(wire.pack(fields_of(draw(st.sampled_from(SAID)))))
    tree = json.loads(text)
    place = tree
    while True:
        number = draw(st.integers(0, len(place) - 1))
        if not isinstance(place[number], list) or not place[number] or draw(st.booleans()):
            place[number] = draw(TREES)
            return tree
        place = place[number]


def _parts(frame):
    size, _ = wire.HEADER.unpack(frame[: wire.HEADER.size])
    return frame[wire.HEADER.size :][:size], frame[wire.HEADER.size + size :]


def forged(tree, body=b""):
    text = json.dumps(tree).encode()
    return wire.HEADER.pack(len(text), len(body)) + text + body


FRAMES = st.one_of(nearly_right().map(forged), st.builds(forged, TREES, st.binary(max_size=24)), st.binary(max_size=40))


def outcome_of(action):
    try:
        action()
    except StudentRaised as raised:
        return raised.problem.type
    except StudentStopped as stopped:
        return stopped.kind
    except SandboxError:
        return "the machinery's failure"
    return "answered"


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FRAMES, min_size=1, max_size=3))
@example([forged(["t", "Returned", ["o", "x" * 300, "y" * 300, 2**62], ["t", "Effects", ["t"], "", False, ["t"]]])])
def test_a_forged_reply_is_refused_or_is_an_answer_like_any_other(frames):
    student = Student(_Child(Forger(HONEST, *frames), Limits(seconds=20.0, memory_mb=512)))
    for function in (abs, None):
        outcome = outcome_of(lambda: student.normalize(np.ones(3), function))  # noqa: B023
        assert outcome in ("answered", "Exception", "ValueError", "forged", "crashed")
        if outcome in ("forged", "crashed"):
            return


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FRAMES, min_size=1, max_size=3))
def test_a_forged_beginning_is_refused_or_is_one_like_any_other(frames):
    outcome = outcome_of(lambda: Student(_Child(Forger(*frames), Limits(seconds=20.0, memory_mb=512))))
    # A worker that ends before it has said that it runs a unit is the machinery's failure, and no student's.
    assert outcome in ("answered", "forged", "crashed", "the machinery's failure")


@pytest.fixture(scope="module")
def normalize(course):
    chapter = course.chapter("ch1_1_arrays")
    return suite_of(load_grader(chapter), chapter.exercise("normalize")), load_reference(chapter)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FRAMES, min_size=1, max_size=8))
def test_forged_replies_earn_nothing_and_are_told_in_plain_words(normalize, frames):
    suite, reference = normalize
    student = Student(_Child(Forger(HONEST, *frames), Limits(seconds=20.0, memory_mb=512)))
    result = grade_exercise(suite, student, reference)
    assert result.score == 0
    for check in result.checks:
        for text, _role in explanation(check.failure) if check.failure else ():
            assert text.replace("\n", "").isprintable()
