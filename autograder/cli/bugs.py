"""`course bug`: shows a function that is wrong, and takes calls until one shows where."""

import json
import sys
import textwrap
from pathlib import Path

from autograder.cli.words import say
from autograder.code_files import SubmissionError
from autograder.course import Course, CourseError, load_course
from autograder.language import _, next_line
from autograder.learner.bugs import Bug, Trial, bugs_of, try_call
from autograder.learner.checking import known, state_of
from autograder.learner.state import State
from autograder.learner.work import Target, resolve
from autograder.report.model import grade
from autograder.sandbox.interface import SandboxError

FOUND, NOT_FOUND, UNUSABLE, GRADER_FAILED = range(4)  # exit codes


def run_bug(name: str | None, attempt: str | None, as_json: bool) -> int:
    """List the bugs, show one, or try a call on it; the exit code.

    Raises
    ------
    CourseError
        where there is nothing of that name, or it may not be seen yet.
    """
    course, here = load_course(), Path.cwd()
    state = state_of(here, course)
    try:
        if name is None:
            return _list(resolve((), here, course), state, as_json)
        targets = resolve((name,), here, course)
        target = targets[0]
        if target.exercise is None:
            return _list(targets, state, as_json)
        bug = _bug_of(target)
        if not _has_passed(target, state, course):
            raise CourseError(
                _("The bug of {name} is shown once your own passes: course check {name}", name=bug.exercise.name)
            )
        if attempt is not None:
            return _try(bug, attempt, target, state, course, as_json)
        if as_json:
            print(json.dumps({**_data(bug, state), "code": bug.code}, indent=2))
            return FOUND
        _show(bug)
        return _ask(bug, target, state, course) if sys.stdin.isatty() else FOUND
    except SubmissionError as error:
        raise CourseError(str(error)) from None
    except SandboxError as error:
        print(_("The grader failed, not you: {error}. `course doctor` may tell why.", error=error), file=sys.stderr)
        return GRADER_FAILED


def _bug_of(target: Target) -> Bug:
    bugs = {bug.exercise.name: bug for bug in bugs_of(target.chapter)}
    assert target.exercise
    if target.exercise.name not in bugs:
        told = [_("{name} has no bug to be found.", name=target.exercise.name)]
        if bugs:
            told.append(
                _("In {chapter} it is to be found in: {names}.", chapter=target.chapter.number, names=", ".join(bugs))
            )
        raise CourseError(" ".join([*told, _("All that have one: course bug")]))
    return bugs[target.exercise.name]


def _has_passed(target: Target, state: State | None, course: Course) -> bool:
    """Whether the exercise passes as it stands: as remembered, else it is checked."""
    assert target.exercise
    name = target.exercise.name
    if result := known(state, target.chapter).get(name):
        return result.status == "passed"
    digest = state.digest(target.chapter) if state else ""
    report = grade(target.submission(course), course, name)
    if state:
        state.remember(target.chapter, {result.name: result for result in report.exercises}, digest)
    return report.complete


def _data(bug: Bug, state: State | None) -> dict[str, object]:
    return {"exercise": bug.exercise.name, "chapter": bug.chapter.id, "found": _is_found(bug, state)}


def _is_found(bug: Bug, state: State | None) -> bool:
    return bool(state and bug.key in state.choices.bugs)


def _list(targets: list[Target], state: State | None, as_json: bool) -> int:
    bugs = [bug for target in targets for bug in bugs_of(target.chapter)]
    if as_json:
        print(json.dumps([_data(bug, state) for bug in bugs], indent=2))
        return FOUND
    if not bugs:
        print(_("There is no bug to be found here."))
        return FOUND
    say(_("Each of these has a bug that you can look for once your own passes:"))
    for bug in bugs:
        found = f"   {_('found')}" if _is_found(bug, state) else ""
        print(f"  {bug.chapter.number}  {bug.exercise.name}{found}")
    following = next((bug for bug in bugs if not _is_found(bug, state)), None)
    if following:
        print(next_line(f" course bug {following.exercise.name}"))
    return FOUND


def _show(bug: Bug) -> None:
    name = bug.exercise.name
    say(_("Somebody else's {name}, and it is wrong. On which call does it answer otherwise than yours?", name=name))
    print()
    print(textwrap.indent(bug.code.rstrip(), "    "))
    print()
    print(f'{_("try:")}  course bug {name} --try "{name}(...)"')


def _ask(bug: Bug, target: Target, state: State | None, course: Course) -> int:
    """Take calls from the terminal until one shows the bug; an empty line ends it."""
    print(_("or type a call here (an empty line ends it):"))
    while True:
        try:
            call = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return NOT_FOUND
        if not call:
            return NOT_FOUND
        try:
            if _try(bug, call, target, state, course, as_json=False) == FOUND:
                return FOUND
        except CourseError as error:
            say(str(error))


def _try(bug: Bug, call: str, target: Target, state: State | None, course: Course, as_json: bool) -> int:
    trial = try_call(bug, call, target.submission(course), course)
    if trial.differs and state and not _is_found(bug, state):
        choices = state.choices
        state.choose(choices.model_copy(update={"bugs": (*choices.bugs, bug.key)}))
    if as_json:
        told = {"call": trial.call, "yours": trial.own, "theirs": trial.other, "differs": trial.differs}
        print(json.dumps({**_data(bug, state), **told, **({"bug": bug.sentence} if trial.differs else {})}, indent=2))
    else:
        _tell(bug, trial)
    return FOUND if trial.differs else NOT_FOUND


def _tell(bug: Bug, trial: Trial) -> None:
    for whose, answer in ((_("yours"), trial.own), (_("theirs"), trial.other)):
        print(textwrap.indent(answer, "        ").replace("        ", f"{whose:<7} ", 1))
    if not trial.differs:
        say(_("The same. Here the bug does not show: what else could go in?"))
        return
    say(_("Found: they differ. What its author would be told:"))
    say(bug.sentence, "  ")
