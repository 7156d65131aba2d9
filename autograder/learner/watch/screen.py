"""A session as lines for a screen of any size: a heading, what there is to say, the keys."""

import ast
import textwrap

from rich.console import Console
from rich.segment import Segment
from rich.text import Text

from autograder.code_files import SubmissionError
from autograder.course import Chapter, Exercise
from autograder.language import N_, _, is_next, next_line
from autograder.learner.strip import drawn
from autograder.learner.watch.session import Session
from autograder.report.account import account
from autograder.report.terminal import exercise_lines, lines_of
from autograder.submission import read_submission
from autograder.trees import UNREADABLE

BAR = 20
KEYS = (
    N_("h hint"), N_("l list"), N_("a all"), N_("r reset"), N_("s solution"), N_("e edit"), N_("n next"), N_("q quit"),
)  # fmt: skip
_LIST_KEYS = (N_("↑ ↓ choose"), N_("Enter take it"), N_("Esc back"), N_("q quit"))
_TEXT_KEYS = (N_("Esc back"), N_("q quit"))
_MORE = N_("space more")


def frame(session: Session, console: Console) -> list[list[Segment]]:
    """The whole screen, line by line."""
    width, height = console.size
    head = _rendered(_head(session, width), console)
    body = _rendered(_body(session, width), console)
    room = max(height - len(head) - 1, 1)
    foot = _rendered(_foot(session, width, more=False), console)
    if len(body) > room - len(foot):
        foot = _rendered(_foot(session, width, more=True), console)
    room = max(room - len(foot), 1)
    if session.panel == "list":
        session.scrolled = min(max(session.chosen + 2 - room // 2, 0), max(len(body) - room, 0))
    elif session.scrolled >= len(body):
        session.scrolled = 0
    shown = body[session.scrolled : session.scrolled + room]
    blank = [Segment(" " * width)]
    lines = [*head, blank, *shown, *[blank] * (room - len(shown)), *foot]
    return lines[-height:] if len(lines) > height else lines


def page(console: Console) -> int:
    """By how much a key turns what does not fit."""
    return max(console.size.height - 8, 1)


def _rendered(lines: list[Text], console: Console) -> list[list[Segment]]:
    options = console.options.update(width=console.size.width, height=None)
    return [each for line in lines for each in console.render_lines(line, options, pad=True)]


def _head(session: Session, width: int) -> list[Text]:
    chapter = session.chapter
    counted = [exercise for exercise in chapter.exercises if not exercise.stretch]
    done = sum(session.is_done(chapter, exercise) for exercise in counted)
    bar = "█" * (BAR * done // len(counted))
    progress = f"{bar.ljust(BAR, '░')} {_('{done} of {count}', done=done, count=len(counted))}"
    title = f"{chapter.number} {chapter.title}"
    if len(title) + len(progress) + 2 <= width:
        return [Text.assemble((title, "bold"), " " * (width - len(title) - len(progress)), progress)]
    return [*lines_of(title, width, "bold"), Text(progress)]


def _body(session: Session, width: int) -> list[Text]:
    match session.panel:
        case "hint":
            heading, text = session.hint
            return [*lines_of(heading, width, "bold"), *lines_of(text, width, "", 2)]
        case "list":
            return list(_list(session, width))
        case "text":
            return [line for text in session.text.splitlines() for line in _kept(text)]
        case "reset?":
            name = session.exercise.name
            question = _(
                "Put {name} back as it was given? What you have written is kept in a file beside it.   y / n", name=name
            )
            return list(lines_of(question, width, "bold"))
    return _exercise(session, width)


def _kept(text: str) -> list[Text]:
    return [Text(text)]


def _exercise(session: Session, width: int) -> list[Text]:
    lines: list[Text] = []
    for line in session.praise:
        lines += lines_of(line, width, "" if is_next(line) else "green")
    if strip := session.pictures.get(session.chapter.id):
        lines += [Text(line) for line in drawn(strip, width)]
    if lines:
        lines.append(Text(""))
    folder, result = session.space.folder(session.chapter), session.result
    if session.problem:
        lines += lines_of(session.problem, width, "red")
    elif result is None:
        lines.append(Text(_("{name}   not checked yet", name=session.exercise.name), style="bold"))
    else:
        lines += exercise_lines(result, width, folder)
        if said := session.slips.get((session.chapter.id, result.name)):
            lines += lines_of(said, width, "magenta", 4)
        if result.status == "not_started":
            lines += _task(session.chapter, session.exercise, session, width)
    lines.append(Text(""))
    lines += lines_of(_next(session), width, "", folder=folder)
    if session.checking:
        checking = _("checking {what} …", what=session.checking)
        if session.long_seconds:
            checking = _(
                "checking {what}, which may take up to {seconds:g} s …",
                what=session.checking, seconds=session.long_seconds,
            )  # fmt: skip
        lines += lines_of(checking, width, "dim")
    for said in session.said:
        lines += lines_of(said, width, "yellow")
    return lines


def _task(chapter: Chapter, exercise: Exercise, session: Session, width: int) -> list[Text]:
    """What an exercise asks for, in its docstring's first paragraph."""
    try:
        work = read_submission(session.space.folder(chapter), session.course, chapter.id)
        node = ast.parse(work.definition(exercise.name)).body[0]
    except (SubmissionError, *UNREADABLE, IndexError):
        return []
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return []
    text = (ast.get_docstring(node) or "").split("\n\n")[0]
    return [*lines_of(" ".join(text.split()), width, "", 2)]


def _next(session: Session) -> str:
    result = session.result
    if session.problem or result is None:
        return next_line(_("save the file, and it is checked"))
    if result.status == "passed":
        left = any(True for chapter in session.chapters for _ in session._open(chapter))
        return next_line(_("n takes you to what is still open")) if left else _("All of it is done.")
    if result.status == "not_started":
        path, line = session.place
        where = f"{path.name}:{line}" if path.suffix == ".py" else _("its cell in {name}", name=path.name)
        return next_line(_("write {name} ({where}), and save; h gives a hint", name=result.name, where=where))
    return next_line(_("edit {what}, and save", what=result.location or result.name))


def _list(session: Session, width: int) -> list[Text]:
    lines = []
    for number, (chapter, exercise) in enumerate(session.everything):
        result = session.found(chapter).get(exercise.name)
        state = account(result).state if result else _("☆ optional") if exercise.stretch else ""
        if session.skipped(chapter, exercise):
            state = _("skipped")
        mark = "✓" if session.is_done(chapter, exercise) else " "
        text = f"{'>' if number == session.chosen else ' '} {mark} {chapter.number:4} {exercise.name}"
        room = width - len(text) - 3
        text += f"   {state}" if state and len(state) <= room else ""
        lines.append(Text(text[:width], style="reverse" if number == session.chosen else ""))
    return lines


def _foot(session: Session, width: int, *, more: bool) -> list[Text]:
    keys = {"list": _LIST_KEYS, "text": _TEXT_KEYS, "reset?": (N_("y yes"), N_("n no"))}.get(session.panel, KEYS)
    if session.panel == "hint":
        keys = (N_("h next hint"), N_("Esc back"), *KEYS[1:])
    words = [_(key).replace(" ", "\u00a0") for key in ((_MORE, *keys) if more and session.panel != "list" else keys)]
    lines = textwrap.wrap("  ".join(words), width, break_long_words=False)
    return [Text(line.replace("\u00a0", " "), style="dim") for line in lines]
