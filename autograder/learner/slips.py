"""Slips: known mistakes that a learner has made, of the same kind again. They stay on the learner's machine."""

from collections import Counter
from collections.abc import Iterable, Sequence

from autograder.course import Chapter, Course, CourseError
from autograder.grading.results import ExerciseResult
from autograder.language import N_, _, of_number
from autograder.learner.state import Slip
from autograder.report.model import Report

MOST = 3  # that are told at the end of a module

# What a kind of mistake is called among people; the others go by their own name.
WORDS = {
    "axis": N_("along which axis"), "mean-or-sum": N_("mean or sum"), "off-by-one": N_("one too many or too few"),
    "in-place": N_("changing what was given"), "sharing": N_("two names for one array"),
    "missing-step": N_("a step left out"), "extra-step": N_("a step too many"),
    "wrong-step": N_("one step in place of another"), "order": N_("the order of things"),
    "wrong-variable": N_("one variable for another"), "wrong-function": N_("one function for another"),
    "boundary": N_("what happens at the boundary"), "initialization": N_("where to start"),
    "state": N_("what is kept between calls"), "division": N_("dividing by what, and by zero"),
    "return": N_("what is returned, and when"), "errors": N_("refusing what does not fit"),
    "type": N_("the type of a value"), "scalar-only": N_("arrays, not single numbers"), "names": N_("names"),
    "sign": N_("the sign"), "factor": N_("a constant factor"), "power": N_("the power"), "transpose": N_("transposing"),
    "indexing": N_("indexing"), "loop": N_("the loop"),
}  # fmt: skip


def words(kind: str) -> str:
    """A kind of mistake in words."""
    return _(WORDS.get(kind, kind))


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
    place = last.exercise if last.chapter == chapter.id else f"{number} ({last.exercise})"
    return _("The same slip as in {place}: {kind}.", place=place, kind=words(kind))


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
    return of_number(
        len(parts),
        "Your commonest slip in it: {slips}.",
        "Your {number} commonest slips in it: {slips}.",
        slips="; ".join(parts),
    )
