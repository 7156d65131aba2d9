"""What a learner's commands do, but for `check` and `watch`."""

import json
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.cli.overview import DONE, as_data, end_of, say_step, step_data
from autograder.cli.words import can_show, say, say_line, width
from autograder.course import Chapter, Course, CourseError, Exercise, load_course
from autograder.language import N_, _, of_number
from autograder.learner.standing import ChapterStanding, Standing, Step, next_step, standings
from autograder.learner.state import State
from autograder.learner.work import NOT_HERE, Target, Workspace, chapter_here, resolve, workspace_at
from autograder.lesson_cells import HINTS
from autograder.places import solutions_folder

NOT_YET, UNUSABLE = 1, 2
_MARKS = {"passed": "✓", "failed": "✗", "written": "·", "open": "-", "skipped": "»"}
_PLAIN = {"passed": "+", "failed": "x", "written": ".", "open": "-", "skipped": ">"}
_WORDS = {
    "passed": N_("passed"), "failed": N_("not yet right"), "written": N_("not checked"), "open": N_("open"),
    "skipped": N_("skipped"),
}  # fmt: skip


def run_init(folder: Path | None, as_json: bool) -> int:
    """Make, mend or update a workspace, and say what was done and what is next."""
    from autograder.learner.init import make_workspace

    here = Path.cwd()
    made = make_workspace(folder, here, load_course())
    if as_json:
        what_became = ("new", "restored", "updated", "kept", "removed", "blocked")
        files = {what: getattr(made, what) for what in what_became}
        data = {"workspace": str(made.folder), "first": made.first, **files}
        print(json.dumps({**data, "git": made.git}, indent=2, ensure_ascii=False))
        return DONE
    if made.first:
        count = len(made.new)
        say(_("Your workspace is in {path}: {count} files, a folder for each chapter.", path=made.folder, count=count))
    elif not (made.new or made.restored or made.updated or made.kept or made.removed or made.blocked):
        say(_("{path} is whole and up to date; nothing was changed.", path=made.folder))
    for what, names in (
        (_("New in the course"), [] if made.first else made.new),
        (_("Put back, as it was missing"), made.restored),
        (_("Updated, as you had not touched it"), made.updated),
        (_("No longer in the course, and removed"), made.removed),
        (_("Kept, as you have worked on it"), made.kept),
        (_("Not put back, as something stands there that is no file: move it away, and say course init again"),
         made.blocked),
    ):  # fmt: skip
        if names:
            say(f"{what}:")
            for name in names:
                say(name, "  ")
    if made.kept:
        say(_("The course's own version of what was kept: course reset FILE, which keeps yours in a file beside it."))
    if made.git:
        say(_("It is a git repository, so that you can go back to what you had."))
    if made.folder != here.resolve():
        near = made.folder.relative_to(here.resolve()) if made.folder.is_relative_to(here.resolve()) else made.folder
        quoted = f'"{near}"' if sys.platform == "win32" else shlex.quote(str(near))
        say_line(f"{_('next')}  cd {quoted}")
    label = _("next")
    say_line(f"{label if made.folder == here.resolve() else ' ' * len(label)}  course")
    return DONE


# list and next


def run_list(names: Sequence[str], as_json: bool) -> int:
    """List exercises with what became of them."""
    found, course = _found(names)
    if as_json:
        print(json.dumps([*map(as_data, found)], indent=2, ensure_ascii=False))
        return DONE
    marks = _MARKS if can_show("".join(_MARKS.values()) + "★") else _PLAIN
    for number, chapter in enumerate(found):
        if number:
            say()
        say(f"{chapter.chapter.number} {chapter.chapter.title}", rest="    ", bold=True)
        if chapter.problem:
            say(chapter.problem, "  ")
        for each in chapter.exercises:
            say(f"{each.exercise.name}   {_told(each)}", f"  {marks[each.status]} ", "      ")
    step = next_step(found, course)
    if step:
        say()
        say_step(step)
    return DONE


def _told(each: Standing) -> str:
    what = [_(_WORDS[each.status])]
    result = each.result
    if result and each.status in ("passed", "failed") and not each.exercise.stretch:
        if result.hidden_tests:
            number = 1 if result.max_score == 1 else 2
            what.append(of_number(
                number, "{score:.4g} of {most:g} point", "{score:.4g} of {most:g} points",
                score=result.score, most=result.max_score,
            ))  # fmt: skip
        else:
            passed = sum(check.passed is True for check in result.checks)
            what.append(_("{passed} of {total} visible tests", passed=passed, total=len(result.checks)))
    if each.status == "passed" and not each.current:
        what.append(_("before the last change"))
    return ", ".join(what) + (f" ({_('optional')})" if each.exercise.stretch else "")


def run_next(names: Sequence[str], as_json: bool) -> int:
    """Say the next step alone."""
    found, course = _found(names)
    step = next_step(found, course) or (_beyond(found, course) if names or len(found) == 1 else None) or end_of(found)
    if as_json:
        print(json.dumps(step_data(step), indent=2, ensure_ascii=False))
    else:
        say_step(step)
    return DONE


def _beyond(found: Sequence[ChapterStanding], course: Course) -> Step | None:
    """The next step in all of the workspace, where these chapters are done."""
    space = workspace_at(Path.cwd(), course)
    step = next_step(standings(space, State(space)), course) if space else None
    numbers = ", ".join(chapter.chapter.number for chapter in found)
    if step is None:
        return None
    done = _("{chapters} is done.", chapters=numbers)
    if len(found) != 1:
        done = _("{chapters} are done.", chapters=numbers)
    return Step(f"{done} {step.text}", step.command, step.standing)


def _found(names: Sequence[str]) -> tuple[list[ChapterStanding], Course]:
    """Where the exercises stand that some words mean: of a chapter that is named all, else those named."""
    course = load_course()
    space, targets = _targets(names, course)
    found = []
    for whole in standings(space, State(space), tuple(dict.fromkeys(target.chapter for target in targets))):
        wanted = {each.name for target in targets if target.chapter == whole.chapter for each in target.exercises}
        chosen = tuple(each for each in whole.exercises if each.exercise.name in wanted)
        found.append(ChapterStanding(whole.chapter, chosen, whole.problem))
    return found, course


def _targets(names: Sequence[str], course: Course) -> tuple[Workspace, list[Target]]:
    here = Path.cwd()
    space = workspace_at(here, course)
    targets = resolve(names, here, course)  # a misspelt word is told first
    if space is None:
        raise CourseError(_(NOT_HERE, here=here))
    for target in targets:
        if not target.path.resolve().is_relative_to(space.root.resolve()) and not target.path.is_symlink():
            told = _("{path} is not in the workspace {root}. Go to its own first (cd).",
                     path=target.path, root=space.root)  # fmt: skip
            raise CourseError(told)
    return space, targets


# hint


def run_hint(names: Sequence[str], step: int | None, chapter_name: str | None, as_json: bool) -> int:
    """Give the first hint that was not seen, or the one asked for."""
    from autograder.learner.hints import STEPS, give_hint, next_hint

    course = load_course()
    space = workspace_at(Path.cwd(), course)
    state = State(space) if space else None
    chapter, exercise = _one_exercise(names, chapter_name, space, course)
    key = f"{chapter.id}/{exercise.name}"
    number = step or next_hint(state, key)
    text = give_hint(chapter, exercise, number, state)
    if as_json:
        data = {"exercise": exercise.name, "chapter": chapter.number, "step": number, "of": HINTS, "hint": text}
        print(json.dumps(data, indent=2, ensure_ascii=False))
        return DONE
    heading = _(
        "{name}, hint {step} of {count}: {kind}",
        name=exercise.name, step=number, count=HINTS, kind=_(STEPS[number - 1]),
    )  # fmt: skip
    say(heading, rest="  ", bold=True)
    say(text, "  ", widest=78)
    if number < HINTS:
        say_line(f"{_('more:')}  course hint {course.called(chapter, exercise)} --step {number + 1}")
    return DONE


def _one_exercise(
    names: Sequence[str], chapter_name: str | None, space: Workspace | None, course: Course
) -> tuple[Chapter, Exercise]:
    """The exercise that is meant: the one named, or of a chapter, or of all, the one that is next."""
    if len(names) > 1:
        raise CourseError(_("One at a time: give one exercise or one chapter."))
    here = Path.cwd()
    if chapter_name and names:
        chapter = course.find(chapter_name).chapter
        return chapter, chapter.exercise(names[0])
    words = [chapter_name] if chapter_name else list(names)
    if words and not (here / words[0]).exists():
        found = course.find(words[0], here)
        if found.exercise:
            return found.chapter, found.exercise
        if space is None:
            listed = ", ".join(found.chapter.names)
            raise CourseError(
                _("{name} is a chapter. Give one of its exercises: {names}.", name=words[0], names=listed)
            )
    standing_in, course = _found(words)
    step = next_step(standing_in, course)
    if step is None or step.standing is None:
        raise CourseError(_("All is done here: name the exercise that is meant."))
    return step.standing.chapter, step.standing.exercise


# reset, skip and solution


def run_reset(names: Sequence[str], sure: bool, as_json: bool) -> int:
    """Put back what the course gave, and keep the old text in a file beside."""
    from autograder.learner.reset import reset

    course = load_course()
    if not names and chapter_here(Path.cwd(), course) is None:
        raise CourseError(_("Say what: an exercise, a chapter or a file, as in: course reset normalize"))
    space, targets = _targets(names, course)
    whole = [target for target in targets if target.exercise is None]
    if whole and not sure:
        what = ", ".join(dict.fromkeys(target.path.name for target in whole))
        if not sys.stdin.isatty():
            raise CourseError(
                _("That is all of {files}. What you wrote is kept beside it; say so with --yes.", files=what)
            )
        import typer

        if not typer.confirm(_("Reset all of {files}? What you wrote is kept in files beside.", files=what)):
            return NOT_YET
    done = [each for target in targets for each in reset(space, target)]
    if as_json:
        data = [{"file": str(each.path), "kept": each.kept and str(each.kept)} for each in done]
        print(json.dumps(data, indent=2, ensure_ascii=False))
        return DONE
    for each in done:
        name = each.path.relative_to(space.root).as_posix()
        if whole:
            told = _("{file} is as the course gave it", file=name)
        else:
            told = _("{file} is as the course gave it, in this exercise", file=name)
        say(f"{told}; {_('what was there is in {file}', file=each.kept.name)}." if each.kept else f"{told}.")
    if not done:
        say(_("It is as the course gave it: nothing was changed."))
    return DONE


def run_skip(names: Sequence[str], undo: bool, as_json: bool) -> int:
    """Leave exercises out: they count nothing, and the next step is another."""
    from autograder.learner.needs import chapters_that_use

    course = load_course()
    if not names and chapter_here(Path.cwd(), course) is None:
        here = workspace_at(Path.cwd(), course)
        every = {f"{each.id}/{name}" for each in course.chapters for name in each.names}
        skipped = [key for key in State(here).choices.skipped if key in every] if here and undo else []
        if skipped:  # the last one of those that there still are
            names = [skipped[-1].replace("/", ".")]
        else:
            chapter, exercise = _one_exercise((), None, here, course)
            names = [course.called(chapter, exercise)]
    space, _all = _targets(names, course)
    state = State(space)
    found, _course = _found(names)
    chosen = [each for chapter in found for each in chapter.required
              if (each.status == "skipped" if undo else each.status != "passed")]  # fmt: skip
    choices = state.choices
    keys = [each.key for each in chosen]
    kept = [key for key in choices.skipped if key not in keys]
    if not state.choose(choices.model_copy(update={"skipped": tuple(kept if undo else [*kept, *keys])})):
        return UNUSABLE
    closed = {each.key: chapters_that_use(each.chapter, each.exercise, course) for each in chosen}
    if as_json:
        data = [{"exercise": each.exercise.name, "chapter": each.chapter.number, "skipped": not undo,
                 "needed_by": [chapter.number for chapter in closed[each.key]]} for each in chosen]  # fmt: skip
        print(json.dumps(data, indent=2, ensure_ascii=False))
        return DONE
    if not chosen:
        nothing = N_("There is nothing to skip: all of it has passed or is optional.")
        say(_("Nothing of it is skipped.") if undo else _(nothing))
        return DONE
    listed = ", ".join(each.exercise.name for each in chosen)
    if undo:
        say(_("{names}: no longer skipped.", names=listed))
    else:
        back = " ".join(["course skip --undo", *map(shlex.quote, names)])
        say(of_number(
            len(chosen),
            "{names}: skipped. It counts nothing; `{back}` takes that back.",
            "{names}: skipped. They count nothing; `{back}` takes that back.",
            names=listed, back=back,
        ))  # fmt: skip
        needing = {chapter for each in chosen for chapter in closed[each.key]}
        if needed := ", ".join(chapter.number for chapter in course.chapters if chapter in needing):
            if solutions_folder() is None:
                told = _(
                    "Needed in {chapters}: what builds on it there stays closed until it is written.", chapters=needed
                )
            else:
                told = _("Needed in {chapters}: the course's own stands in until yours is written.", chapters=needed)
            say(told)
    step = next_step(standings(space, State(space)), course)
    if step:
        say_step(step)
    return DONE


def run_solution(names: Sequence[str], as_json: bool) -> int:
    """Show the course's own solution beside the learner's, once the exercise has passed."""
    from autograder.learner.solutions import comparison, solution, without_docstring

    course = load_course()
    space = workspace_at(Path.cwd(), course)
    if space is None:
        raise CourseError(_(NOT_HERE, here=Path.cwd()))
    chapter, exercise = _last_passed(space, course) if not names else _one_exercise(names, None, space, course)
    if solutions_folder() is None or solution(chapter, exercise) is None:
        raise CourseError(
            _(
                "The solutions are not in the students' package: your teacher has them. Who learns alone takes the "
                "other package, numpy-dl-course-full."
            )
        )
    name = course.called(chapter, exercise)
    (whole,) = standings(space, State(space), (chapter,))
    each = next(standing for standing in whole.exercises if standing.exercise == exercise)
    if each.status != "passed":
        say(_("The solution is shown once your own {name} has passed.", name=exercise.name))
        say_step(Step("", f"course hint {name}" if each.status in ("open", "skipped") else f"course check {name}"))
        return NOT_YET
    theirs = solution(chapter, exercise) or ""
    mine = without_docstring(
        Target(chapter, exercise, space.folder(chapter)).submission(course).definition(exercise.name)
    )
    worth = comparison(mine, theirs)
    if as_json:
        data = {"exercise": exercise.name, "chapter": chapter.number, "yours": mine, "solution": theirs}
        print(json.dumps({**data, "comparison": worth}, indent=2, ensure_ascii=False))
        return DONE
    _say_beside(mine, theirs)
    say()
    say(worth or _("The two are much alike."))
    return DONE


def _last_passed(space: Workspace, course: Course) -> tuple[Chapter, Exercise]:
    last = State(space).last
    if last is None or last[1].status != "passed" or last[1].name not in last[0].names:
        raise CourseError(_("Say of which exercise, as in: course solution normalize"))
    return last[0], last[0].exercise(last[1].name)


def _say_beside(mine: str, theirs: str) -> None:
    """Two functions beside each other where both fit, else one below the other."""
    left, right = mine.split("\n"), theirs.split("\n")
    titles = _("yours"), _("the course's")
    room = max(map(len, left), default=0)
    if room + 3 + max(map(len, right)) <= width():
        height = max(len(left), len(right))
        left += [""] * (height - len(left))
        right += [""] * (height - len(right))
        say_line(f"{titles[0]:<{room}}   {titles[1]}", bold=True)
        for mine_line, their_line in zip(left, right, strict=True):
            say_line(f"{mine_line:<{room}}   {their_line}".rstrip())
        return
    for title, lines in zip(titles, (left, right), strict=True):
        say_line(title, bold=True)
        for line in lines:
            say_line(line)
