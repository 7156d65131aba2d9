"""Slips: known mistakes that a learner has made, of the same kind again. They stay on the learner's machine."""

from collections import Counter
from collections.abc import Iterable, Sequence

from autograder.course import Chapter, Course, CourseError
from autograder.grading.results import ExerciseResult
from autograder.learner.state import Slip
from autograder.report.model import Report

MOST = 3  # that are told at the end of a module

# What a kind of mistake is called among people; the others go by their own name.
WORDS = {
    "axis": "along which axis", "mean-or-sum": "mean or sum", "off-by-one": "one too many or too few",
    "in-place": "changing what was given", "sharing": "two names for one array", "missing-step": "a step left out",
    "extra-step": "a step too many", "wrong-step": "one step in place of another", "order": "the order of things",
    "wrong-variable": "one variable for another", "wrong-function": "one function for another",
    "boundary": "what happens at the boundary", "initialization": "where to start",
    "state": "what is kept between calls", "division": "dividing by what, and by zero",
    "return": "what is returned, and when", "errors": "refusing what does not fit",
    "type": "the type of a value", "scalar-only": "arrays, not single numbers", "names": "names",
    "sign": "the sign", "factor": "a constant factor", "power": "the power", "transpose": "transposing",
    "indexing": "indexing", "loop": "the loop",
}  # fmt: skip


def words(kind: str) -> str:
    """A kind of mistake in words."""
    return WORDS.get(kind, kind)


def earlier(result: ExerciseResult, chapter: Chapter, slips: Iterable[Slip], course: Course) -> str:
    """Where a mistake of the same kind was made before, in a sentence; "" where it was not."""
    kind = result.failure.mistake_kind if result.failure else ""
    before = [slip for slip in slips if kind and slip.kind == kind]
    before = [slip for slip in before if (slip.chapter, slip.exercise) != (chapter.id, result.name)]
    if not before:
        return ""
    last = before[-1]
    try:
        number = course.chapter(last.chapter).number
    except CourseError:
        return ""
    place = f"in {last.exercise}" if last.chapter == chapter.id else f"in {number} ({last.exercise})"
    return f"The same slip as {place}: {words(kind)}."


def with_earlier_slips(report: Report, slips: Sequence[Slip], course: Course) -> Report:
    """A report in which each known mistake says where one of its kind was made before."""
    chapter = course.chapter(report.chapter)
    exercises = []
    for result in report.exercises:
        said = earlier(result, chapter, slips, course)
        exercises.append(result.model_copy(update={"notes": (*result.notes, said)}) if said else result)
    return report.model_copy(update={"exercises": tuple(exercises)})


def commonest(slips: Iterable[Slip], chapters: Iterable[Chapter]) -> str:
    """The kinds of slips that were made most often in some chapters, in a sentence; "" where there were none."""
    ids = {chapter.id: chapter.number for chapter in chapters}
    made = [slip for slip in slips if slip.chapter in ids]
    counts = Counter(slip.kind for slip in made).most_common(MOST)
    if not counts:
        return ""
    parts = []
    for kind, _count in counts:
        where = dict.fromkeys(f"{ids[slip.chapter]} {slip.exercise}" for slip in made if slip.kind == kind)
        places = [*where][:MOST]
        parts.append(f"{words(kind)} ({', '.join(places)}{', …' if len(where) > MOST else ''})")
    name = "Your commonest slip" if len(parts) == 1 else f"Your {len(parts)} commonest slips"
    return f"{name} in it: {'; '.join(parts)}."
