"""From results to causes: which known mistake fits everything that was seen, and if none does, a general hypothesis
on the numbers. No name is better than a wrong one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from autograder.checks.mismatch import Mismatch
from autograder.checks.testing import GraderTest
from autograder.grading.table import Known
from autograder.grading.trace import Trace, same_trace, tells_something, trace, without_numbers
from autograder.sandbox.student import Call


@dataclass
class Observation:
    """A test that was put to a student's function: the calls it made, and what it found wrong."""

    test: GraderTest
    calls: Sequence[Call]
    found: Mismatch | None

    @cached_property
    def trace(self) -> Trace:
        return trace(self.calls, self.found)


# What no wrong implementation explains, or (of a model trained for minutes) is explained by what it did.
UNEXPLAINED = ("not_started", "timeout", "crashed", "forged", "accuracy")


def name_mistakes(known: Iterable[Known], seen: Sequence[Observation]) -> Mapping[str, Known]:
    """The mistake behind each failed test, by the test's label; a test that none explains is left out.

    A mistake fits where each test that was passed is one that it passes too, and each that failed came to just what
    it comes to. A mistake that fits all is named. Where there is none, two mistakes may have been made at once: then
    one is named that fits some of the failed tests and passes the others, if all that do are of one kind.
    """
    failed = [item for item in seen if item.found and item.found.kind not in UNEXPLAINED]
    possible = [item for item in known if not any(item.fails(other.test.label) for other in seen if not other.found)]
    fits = {item.slug: [other for other in failed if _fits(item, other)] for item in possible}
    whole = [item for item in possible if fits[item.slug] and len(fits[item.slug]) == len(failed)]
    if whole:
        chosen = _only_kind(whole, seen)
        return {item.test.label: chosen for item in failed} if chosen else {}
    partly = [
        item
        for item in possible
        if fits[item.slug] and all(other in fits[item.slug] or not item.fails(other.test.label) for other in failed)
    ]
    named = {}
    for other in failed:
        rest = [item for item in seen if item is other or not item.found]
        chosen = _only_kind([item for item in partly if other in fits[item.slug]], rest)
        if chosen:
            named[other.test.label] = chosen
    return named


def _fits(item: Known, seen: Observation) -> bool:
    known = item.traces.get(seen.test.label)
    if known is None or known.failed is None or seen.found is None:
        return False
    if item.random:
        return known.failed[0] == seen.found.kind and without_numbers(known.failed[1]) == without_numbers(
            seen.found.seen
        )
    return same_trace(known, seen.trace)


def _only_kind(items: Sequence[Known], seen: Sequence[Observation]) -> Known | None:
    """The first of these mistakes, if they are all of one kind and what was seen tells something at all: answers that
    are all 0, all nan or None fit too many."""
    if len({item.kind or item.slug for item in items}) != 1:
        return None
    return items[0] if any(tells_something(item.trace) for item in seen) else None
