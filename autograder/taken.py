"""What a course of one's own takes from the course that is installed: the tables of its course.toml, filled in.

    [[modules.chapters]]
    from = "ch3_2_activations"
    number = "2"                # where it is another
    points = { softmax = 5 }    # where they are others

Everything else of such a chapter is ours. What is taken may build on chapters that are left out: these are `left_out`,
and their functions are given, not written.
"""

import copy
from collections.abc import Iterator
from typing import Any

from autograder.places import CourseError

FROM = "from"
MAY_DIFFER = ("number", "title", "limits", "points")  # of a chapter that is taken

Table = dict[str, Any]  # as TOML has it


def takes_chapters(own: Table) -> bool:
    """Whether a course takes chapters from the one that is installed."""
    return any(FROM in chapter for chapter in chapters_of(own))


def chapters_of(course: Table) -> Iterator[Table]:
    """The chapters of a course.toml, as far as it is one: what is wrong in it is told where it is read."""
    modules = course.get("modules", [])
    for module in modules if isinstance(modules, list) else []:
        chapters = module.get("chapters", []) if isinstance(module, dict) else []
        yield from (chapter for chapter in chapters if isinstance(chapter, dict)) if isinstance(chapters, list) else ()


def filled(own: Table, ours: Table) -> Table:
    """A course.toml with the chapters that it takes written out.

    Raises
    ------
    CourseError
        where it takes what there is not, or changes what it may not.
    """
    own = copy.deepcopy(own)
    known = {chapter["id"]: chapter for chapter in chapters_of(ours)}
    for chapter in chapters_of(own):
        if FROM in chapter:
            taken = _taken(chapter, known)
            chapter.clear()
            chapter.update(taken)
    ids = [chapter.get("id") for chapter in chapters_of(own)]
    for place, chapter in enumerate(chapters_of(own)):
        for exercise in chapter["exercises"] if chapter.get("id") in known else ():
            if "uses" in exercise:
                exercise["uses"] = [name for name in exercise["uses"] if name in ids[place + 1 :]]
    line = list(_line(ids, list(known)))
    left_out = [known[chapter_id] for chapter_id in line if chapter_id not in ids]
    own |= {"line": line, "left_out": left_out}
    own.setdefault("parts", list(_parts(ours, [*chapters_of(own)], left_out)))
    return own


def _taken(chapter: Table, known: dict[str, Table]) -> Table:
    name = chapter[FROM]
    if name not in known:
        raise CourseError(f"from = {name!r}: there is no such chapter to take. The chapters are: {', '.join(known)}.")
    if wrong := [key for key in chapter if key not in (FROM, *MAY_DIFFER)]:
        raise CourseError(
            f"{name} is taken as it is, but for {', '.join(MAY_DIFFER)}: take {', '.join(wrong)} out. What is to "
            "differ in more goes into a chapter of your own."
        )
    taken = copy.deepcopy(known[name]) | {key: value for key, value in chapter.items() if key not in (FROM, "points")}
    exercises = {exercise["name"]: exercise for exercise in taken["exercises"]}
    for exercise, points in chapter.get("points", {}).items():
        if exercise not in exercises:
            raise CourseError(f"{name} has no exercise {exercise!r}. It has: {', '.join(exercises)}.")
        exercises[exercise]["points"] = points
    return taken


def _line(ids: list[Any], ours: list[str]) -> Iterator[str]:
    """All chapters in the order in which they are built: before one of ours stand those that it may build on."""
    given: set[str] = set()
    for chapter_id in ids:
        before = ours[: ours.index(chapter_id)] if chapter_id in ours else []
        for needed in before:
            if needed not in ids and needed not in given:
                given.add(needed)
                yield needed
        yield chapter_id


def _parts(ours: Table, chapters: list[Table], left_out: list[Table]) -> Iterator[Table]:
    """The parts of our library, with the functions that there are; none whose name is taken."""
    exercises = [exercise for chapter in (*left_out, *chapters) for exercise in chapter.get("exercises", ())]
    written = {e.get("name") for e in exercises if not (e.get("practice") or e.get("stretch"))}
    known = {chapter["id"] for chapter in chapters_of(ours)}
    taken = written | {chapter.get("module") for chapter in chapters if chapter.get("id") not in known}
    for part in ours.get("parts", []):
        functions = [name for name in part["functions"] if name in written]
        if functions and part["name"] not in taken:
            yield part | {"functions": functions}
