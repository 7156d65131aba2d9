"""What a test came to on an implementation, small enough to keep and to compare: its `Trace`.

Two implementations have the same trace where everything that could be seen of them from outside is the same: each
answer to rounding, each exception by type, message and the line it comes from, each change of an argument.
"""

import builtins
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.mismatch import Mismatch
from autograder.sandbox.messages import Problem
from autograder.sandbox.student import Call
from autograder.sandbox.wire import Opaque

RTOL = 1e-5  # of answers, relative to the largest number of the answer
NOISE = 1e-14
MOST_CALLS = 40
MOST_ITEMS = 40
MOST_NUMBERS = 24  # kept as they are; of more, a sketch
MOST_SKETCHED = 1 << 20  # numbers; of an array beyond that, which no exercise asks for, only some are looked at
DIGITS = 9

CLOCKED = ("seconds",)  # what a clock says is never the same twice: of numbers by these names, the sign is kept

Summary = Any  # of JSON's kinds: None, or a list that begins with a tag


@dataclass(frozen=True)
class Trace:
    """The answers to a test's calls, in order, and how the test failed (kind and what was seen), if it did."""

    calls: tuple[Summary, ...]
    failed: tuple[str, str] | None = None

    def as_json(self) -> list[Any]:
        return [list(self.calls), list(self.failed) if self.failed else None]

    @staticmethod
    def from_json(data: list[Any]) -> "Trace":
        calls, failed = data
        return Trace(tuple(calls), (failed[0], failed[1]) if failed else None)


def trace_of_random(found: Mismatch | None) -> Trace:
    """The trace of a test on an implementation that draws, or takes the time, anew: how it failed, numbers apart."""
    return Trace((), (found.kind, without_numbers(found.seen)) if found else None)


def without_numbers(text: str) -> str:
    """A text in which each number is a "#"."""
    return re.sub(r"-?\d[\d.]*(e[+-]?\d+)?", "#", text)


def trace(calls: Sequence[Call], found: Mismatch | None) -> Trace:
    """The trace of a test that made these calls."""
    summaries = tuple(map(summary_of_call, calls[:MOST_CALLS]))
    return Trace((*summaries, ["...", len(calls)]), (found.kind, found.seen) if found else None)


def same_trace(known: Trace, seen: Trace) -> bool:
    """Whether a student's code did in a test what a known mistake does."""
    return (
        _same_failure(known.failed, seen.failed)
        and len(known.calls) == len(seen.calls)
        and all(map(same_summary, known.calls, seen.calls))
    )


def _same_failure(known: tuple[str, str] | None, seen: tuple[str, str] | None) -> bool:
    """Of a wrong type, what was seen has to be the same: answers are kept as lists, be they tuples or iterators."""
    if known is None or seen is None:
        return known is seen
    return known == seen if "type" in (known[0], seen[0]) else True


def tells_something(answers: Trace) -> bool:
    """Whether a trace holds any answer that few mistakes share: all zeros, all nan or None fits too many."""
    return any(_tells_something(call) for call in answers.calls[:-1])


def _tells_something(summary: Summary) -> bool:
    if not isinstance(summary, list):
        return False
    match summary[0]:
        case "!":
            return True
        case "=":
            _tag, value, changed, randomness, printed = summary
            return bool(changed or randomness or printed) or _tells_something(value)
        case "n":
            return bool(np.isfinite(summary[1]) and summary[1] != 0)
        case "a":
            numbers = np.array(summary[2], dtype=float)
            return bool(np.isfinite(numbers).any() and (numbers[np.isfinite(numbers)] != 0).any())
        case "l":
            return any(map(_tells_something, summary[2]))
        case "d":
            return any(_tells_something(value) for _key, value in summary[1])
    return summary[0] in ("b", "x", "o")


def summary_of_call(call: Call) -> Summary:
    """What a call came to."""
    if call.raised:
        return summary_of_problem(call.raised)
    clocked = call.name.rpartition(".")[2] in CLOCKED
    value, effects = summary(_signs(call.value) if clocked else call.value), call.effects
    # A print tells something where nothing was returned; elsewhere it may be there for any reason.
    printed = value is None and bool(effects.printed.strip())
    return ["=", value, list(effects.changed), effects.global_random, printed]


# What NumPy says otherwise since 2.4: the table may have been made with another one than the student's.
_REWORDED = {
    "only length-1 arrays can be converted": "only 0-dimensional arrays can be converted",
    "but 1 were given": "but 1 was given",
}


def summary_of_problem(problem: Problem) -> Summary:
    """An exception: its type, its message without addresses, and what the line does that raised it."""
    message = re.sub(r"0x[0-9a-fA-F]+", "0x", problem.message)[:300]
    for older, newer in _REWORDED.items():
        message = message.replace(older, newer)
    return ["!", problem.type, message, sorted(_constructs(problem.lines[-1][2])) if problem.lines else []]


_WORDS = {"if", "while", "for", "and", "or", "not", "lambda", "del", "assert", "raise", "import"}
_CALLED = re.compile(r"((?:\w+\.)*\w+)\s*\(")
_OPERATORS = ("@", "+=", "-=", "*=", "/=", "//", "**", "%")


def _constructs(line: str) -> set[str]:
    """The keywords, the functions called and the operators of a line: what a sentence about it may name."""
    code = re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", line)
    found = _WORDS & set(re.findall(r"[a-z]+", code))
    for name in _CALLED.findall(code):
        module, _, function = name.rpartition(".")
        found.add(f"math.{function}" if module == "math" else {"dot": "@", "matmul": "@"}.get(function, function))
    return found | {operator for operator in _OPERATORS if operator in code}


def summary(value: Any) -> Summary:
    """A value: small ones as they are, a large array as its shape and a sketch of its numbers."""
    if isinstance(value, bool | np.bool_):
        return ["b", bool(value)]
    if isinstance(value, int | float | np.integer | np.floating):
        number = float(max(min(value, 10**300), -(10**300))) if isinstance(value, int) else float(value)
        return ["n", _rounded(number)]
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in "biuf":
            return ["o", f"array of {value.dtype}"]
        thin = value.ravel()[:: max(value.size // MOST_SKETCHED, 1)]
        return ["a", list(value.shape), _sketch(thin.astype(float))]
    if isinstance(value, list | tuple):
        return ["l", len(value), [summary(item) for item in value[:MOST_ITEMS]]]
    if isinstance(value, dict):
        pairs = sorted(((str(key), item) for key, item in value.items()), key=lambda pair: pair[0])
        return ["d", [[key, summary(_signs(item) if key in CLOCKED else item)] for key, item in pairs[:MOST_ITEMS]]]
    if isinstance(value, Opaque):
        # A student's own class may have any name: a History, or a SimpleNamespace.
        own = value.number is not None and not hasattr(builtins, value.type_name)
        return ["o", "object" if own else value.type_name]
    return None if value is None else ["x", str(value)[:200]]


def _signs(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_signs(item) for item in value]
    return float(np.sign(value)) if isinstance(value, int | float | np.number) else value


def _rounded(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")


def _sketch(numbers: NDArray[np.floating[Any]]) -> list[float]:
    if numbers.size > MOST_NUMBERS:
        with np.errstate(all="ignore"):
            finite = np.nan_to_num(numbers, nan=0.0, posinf=0.0, neginf=0.0)
            places = np.linspace(0, numbers.size - 1, 12).astype(int)
            waves = np.cos(np.arange(numbers.size) * np.array([[0.7], [1.9], [2.6]]))
            sums = np.array([finite.sum(), *(waves @ finite)]) / np.sqrt(numbers.size)
            counts = [float(np.isnan(numbers).sum()), float(np.isinf(numbers).sum()), float(np.abs(finite).max())]
            numbers = np.concatenate([counts, numbers[places], sums])
    return [_rounded(float(number)) for number in numbers]


def same_summary(known: Summary, seen: Summary) -> bool:
    """Whether two answers are the same; of an exception, the line seen has to do all that the known one does."""
    if not isinstance(known, list) or not isinstance(seen, list):
        return bool(known == seen)
    if known[0] != seen[0]:
        return False
    match known[0]:
        case "=":
            return known[2:] == seen[2:] and same_summary(known[1], seen[1])
        case "!":
            # Raised or asserted by the code itself: the message is the student's own, and so is the line's wording.
            if any(word in known[3] and word in seen[3] for word in ("raise", "assert")):
                return bool(known[1] == seen[1])
            return known[1:3] == seen[1:3] and set(known[3]) <= set(seen[3])
        case "n":
            return bool(np.isclose(known[1], seen[1], rtol=RTOL, atol=1e-12, equal_nan=True))
        case "a":
            one, other = np.array(known[2], dtype=float), np.array(seen[2], dtype=float)
            if known[1] != seen[1] or one.shape != other.shape:
                return False
            scale = float(np.abs(one[np.isfinite(one)]).max(initial=0.0))
            # Where all should be 0, what is left is noise: 1e-17 in one style, -3e-17 or 0 in another.
            return bool(np.allclose(one, other, rtol=RTOL, atol=max(RTOL * scale, NOISE), equal_nan=True))
        case "l":
            return known[1] == seen[1] and all(map(same_summary, known[2], seen[2]))
        case "d":
            return len(known[1]) == len(seen[1]) and all(
                one[0] == other[0] and same_summary(one[1], other[1])
                for one, other in zip(known[1], seen[1], strict=True)
            )
    return bool(known == seen)
