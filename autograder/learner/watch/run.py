"""The loop of `course watch`: events and keys to the session, the session to the screen."""

import os
import subprocess
import sys
from queue import Empty, SimpleQueue

from rich.console import Console

from autograder.language import _
from autograder.learner.watch.editor import open_file
from autograder.learner.watch.events import Event
from autograder.learner.watch.grader import Grader, Job
from autograder.learner.watch.saves import Saves
from autograder.learner.watch.screen import frame, page
from autograder.learner.watch.session import Session
from autograder.learner.watch.terminal import Terminal


def watch(session: Session, console: Console, *, poll: bool = False) -> None:
    """Show a session until somebody ends it."""
    events: SimpleQueue[Event] = SimpleQueue()
    with Terminal(console) as terminal:

        def post(event: Event) -> None:
            events.put(event)
            terminal.wake()

        noticed: SimpleQueue[None] = SimpleQueue()

        def notice() -> None:
            noticed.put(None)
            terminal.wake()

        grader = Grader(session.course, post)
        saves = Saves(session.space, post, notice, poll=poll)
        try:
            grader.start()
            grader.ask(session.job())
            while True:
                console.update_screen_lines(frame(session, console))
                key = terminal.wait(saves.wait)
                saves.look(told=_emptied(noticed))
                for job in (*_taken(session, events), _pressed(session, key, terminal, console)):
                    if job is not None:
                        grader.ask(job)
                if key == "r":
                    terminal.forget_keys()  # those that came before the question could be read answer nothing
                if key == "q":
                    return
        finally:
            saves.close()
            grader.close()


def _emptied(queue: "SimpleQueue[None]") -> bool:
    """Whether there was something in a queue."""
    found = not queue.empty()
    while not queue.empty():
        queue.get_nowait()
    return found


def _taken(session: Session, events: "SimpleQueue[Event]") -> list[Job | None]:
    jobs = []
    while True:
        try:
            jobs.append(session.take(events.get_nowait()))
        except Empty:
            return jobs


def _pressed(session: Session, key: str, terminal: Terminal, console: Console) -> Job | None:
    """Do what a key asks for; "" is none."""
    if not key:
        return None
    if session.panel == "reset?":
        session.back()
        if key == "y":
            session.praise = _course("reset", session, console).splitlines()
            return session.job()
        return None
    if session.panel == "list":
        match key:
            case "up" | "k":
                session.choose(-1)
            case "down" | "j":
                session.choose(1)
            case "enter":
                return session.take_chosen()
    match key:
        case "h":
            session.show_hint()
        case "l":
            session.show_list()
        case "a":
            session.back()
            return session.job(every=True)
        case "r":
            session.panel = "reset?"
        case "s":
            session.show_text(_solution(session, console))
        case "e":
            session.back()
            session.problem = open_file(*session.place, terminal)
        case "n":
            return session.go_next()
        case " ":
            session.scrolled += page(console)
        case "escape" | "enter":
            session.back()
    return None


def _solution(session: Session, console: Console) -> str:
    if not session.is_done(session.chapter, session.exercise):
        return _("The solution of {name} is shown once yours passes. h gives a hint.", name=session.exercise.name)
    return _course("solution", session, console)


def _course(command: str, session: Session, console: Console) -> str:
    """What one of the course's other commands says of the exercise in hand."""
    folder = session.space.folder(session.chapter)
    try:
        done = subprocess.run(  # with -P, which imports none of the learner's own modules in place of others
            [sys.executable, "-P", "-m", "autograder", command, session.exercise.name],
            cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            encoding="utf-8", errors="replace", env={**os.environ, "COLUMNS": str(console.width), "PYTHONUTF8": "1"},
        )  # fmt: skip
    except OSError as error:
        return _("{folder} cannot be used: {reason}.", folder=folder, reason=error.strerror)
    return (done.stdout + done.stderr).strip()
