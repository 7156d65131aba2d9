"""What is remembered of a learner's work, in the workspace's folder `.course`.

`results.json` holds what checks came to, by the digest of the work: it is derived, and losing it costs a check.
`choices.json` holds what only the learner knows: exercises skipped, hints seen, slips made. Where it cannot be read it
is kept beside, and that is said.
Neither leaves the machine.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from autograder.course import Chapter
from autograder.grading.results import ExerciseResult, Record
from autograder.grading.table import key
from autograder.language import _
from autograder.learner.init import read_json, write_whole
from autograder.learner.work import OWN, Workspace, digest_of

RESULTS, CHOICES, DAMAGED = "results.json", "choices.json", "choices.damaged.json"
_told: set[Path] = set()  # of what it has been said in this process


class Slip(Record):
    """A known mistake that was made once: in which exercise, and of which kind."""

    exercise: str
    chapter: str
    mistake: str
    kind: str


class Choices(Record, extra="allow"):
    """What a learner chose and met; what a newer version of the course keeps here stays."""

    skipped: tuple[str, ...] = ()  # exercises, as "chapter/exercise"
    hints: dict[str, int] = Field(default_factory=dict)  # the furthest step seen, by "chapter/exercise"
    slips: tuple[Slip, ...] = ()
    bugs: tuple[str, ...] = ()  # exercises whose bug was found, as "chapter/exercise"


@dataclass(frozen=True)
class Remembered:
    """An exercise's last result, and whether the work has changed since."""

    result: ExerciseResult
    current: bool


class State:
    """What is remembered in a workspace. Damaged files count as empty ones: nothing of the work itself is in them.
    `tell` is given what there is to say of that, once."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self.folder = space.root / OWN
        self.tell: Callable[[str], None] = lambda text: print(text, file=sys.stderr)

    def results(self, chapter: Chapter) -> Mapping[str, Remembered]:
        """The last results of a chapter's exercises, by name; the one that was checked last stands last."""
        kept = self.read(RESULTS).get(chapter.id)
        digest = self.digest(chapter) if kept else ""
        found: dict[str, Remembered] = {}
        for name, item in kept.items() if isinstance(kept, dict) else ():
            with suppress(ValidationError, LookupError, TypeError):
                result = ExerciseResult.model_validate(item["result"])
                found[name] = Remembered(result, item["digest"] == digest)
        return found

    @property
    def last(self) -> tuple[Chapter, ExerciseResult] | None:
        """What was checked last, of what is begun."""
        ids = {chapter.id: chapter for chapter in self.space.course.chapters}
        for chapter in (ids[name] for name in reversed(self.read(RESULTS)) if name in ids):
            begun = [kept.result for kept in self.results(chapter).values() if kept.result.status != "not_started"]
            if begun:
                return chapter, begun[-1]
        return None

    def remember(self, chapter: Chapter, results: Mapping[str, ExerciseResult], digest: str = "") -> None:
        """Keep results of some of a chapter's exercises; those of the others stay.

        Parameters
        ----------
        digest
            the work's, from before it was read: once it has changed, the results are no longer current. Those of work
            that may not be saved have none, and never are.
        """
        everything = self.read(RESULTS)
        kept = everything.pop(chapter.id, None)  # put in again at the end
        new = {name: {"digest": digest, "result": result.model_dump(mode="json")} for name, result in results.items()}
        old = {name: item for name, item in kept.items() if name not in new} if isinstance(kept, dict) else {}
        everything[chapter.id] = {**old, **new}
        self.write(RESULTS, everything)
        slips = [
            Slip(exercise=r.name, chapter=chapter.id, mistake=r.failure.mistake, kind=r.failure.mistake_kind)
            for r in results.values()
            if r.failure and r.failure.mistake
        ]
        if slips:
            choices = self.choices
            self.choose(choices.model_copy(update={"slips": tuple(dict.fromkeys((*choices.slips, *slips)))}))

    @property
    def choices(self) -> Choices:
        path = self.folder / CHOICES
        found = self.read(CHOICES)
        with suppress(ValidationError):
            if found or not (path.exists() or path.is_symlink()):
                return Choices.model_validate(found)
        told = _(
            "{path} cannot be read: what you skipped and which hints you saw is forgotten. Your work and its results "
            "are not in it.", path=path,
        )  # fmt: skip
        with suppress(OSError):
            path.replace(self.folder / DAMAGED)
            told = f"{told} {_('It is kept as {kept}.', kept=DAMAGED)}"
        self._tell(path, told)
        return Choices()

    def choose(self, choices: Choices) -> bool:
        """Keep a learner's choices; whether they could be kept."""
        return self.write(CHOICES, choices.model_dump(mode="json"))

    def digest(self, chapter: Chapter) -> str:
        """Of all that a chapter's results follow from: the work on it and before it, the tests."""
        whole = hashlib.sha256(key(chapter).encode() + chapter.model_dump_json(include={"exercises"}).encode())
        for each in (*self.space.course.before(chapter), chapter):
            for path in (self.space.module(each), self.space.notebook(each)):
                if path == self.space.notebook(each) and each != chapter:
                    continue  # later chapters import modules alone
                whole.update(path.name.encode() + b"\0" + digest_of(path))
        return whole.hexdigest()[:32]

    def read(self, name: str) -> dict[str, Any]:
        """What a file of the folder holds; nothing where it is not there, or damaged."""
        return read_json(self.folder / name)

    def write(self, name: str, content: Mapping[str, Any]) -> bool:
        """Write whole or not at all. Where the folder cannot be written nothing is remembered, which is said, and the
        work goes on."""
        try:
            write_whole(self.folder / name, json.dumps(content, indent=1).encode())
        except OSError as error:
            self._tell(self.folder, _(
                "{path} cannot be written ({reason}), so what you check and choose is not remembered. Your work is "
                "safe.", path=error.filename, reason=error.strerror,
            ))  # fmt: skip
            return False
        return True

    def _tell(self, about: Path, text: str) -> None:
        if about not in _told:
            _told.add(about)
            self.tell(text)
