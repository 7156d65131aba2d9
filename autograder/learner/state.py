"""What is remembered of a learner's work, in the workspace's folder `.course`.

`results.json` holds what checks came to, by the digest of the work: it is derived, and losing it costs a check.
`choices.json` holds what only the learner knows: exercises skipped, hints seen, slips made.
Neither leaves the machine.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from autograder.course import Chapter
from autograder.grading.results import ExerciseResult, Record
from autograder.grading.table import key
from autograder.learner.work import OWN, Workspace

RESULTS, CHOICES = "results.json", "choices.json"


class Slip(Record):
    """A known mistake that was made once: in which exercise, and of which kind."""

    exercise: str
    chapter: str
    mistake: str
    kind: str


class Choices(Record):
    """What a learner chose and met."""

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
    """What is remembered in a workspace. Damaged files count as empty ones: nothing of the work itself is in them."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self.folder = space.root / OWN

    def results(self, chapter: Chapter) -> Mapping[str, Remembered]:
        """The last results of a chapter's exercises, by name."""
        kept = self._read(RESULTS).get(chapter.id)
        if not isinstance(kept, dict) or not isinstance(kept.get("exercises"), list):
            return {}
        current = kept.get("digest") == self.digest(chapter)
        found: dict[str, Remembered] = {}
        with suppress(ValidationError):
            for item in kept["exercises"]:
                result = ExerciseResult.model_validate(item)
                found[result.name] = Remembered(result, current)
        return found

    def remember(self, chapter: Chapter, results: Mapping[str, ExerciseResult]) -> None:
        """Keep results of some of a chapter's exercises; those of the others stay if the work has not changed."""
        everything = self._read(RESULTS)
        known = {name: item.result for name, item in self.results(chapter).items() if item.current}
        exercises = [result.model_dump(mode="json") for result in {**known, **results}.values()]
        everything[chapter.id] = {"digest": self.digest(chapter), "exercises": exercises}
        self._write(RESULTS, everything)
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
        try:
            return Choices.model_validate(self._read(CHOICES))
        except ValidationError:
            return Choices()

    def choose(self, choices: Choices) -> None:
        """Keep a learner's choices."""
        self._write(CHOICES, choices.model_dump(mode="json"))

    def digest(self, chapter: Chapter) -> str:
        """Of all that a chapter's results follow from: the work on it and before it, the tests."""
        whole = hashlib.sha256(key(chapter).encode())
        for each in (*self.space.course.before(chapter), chapter):
            for path in (self.space.module(each), self.space.notebook(each)):
                with suppress(OSError):
                    if path == self.space.notebook(each) and each != chapter:
                        continue  # later chapters import modules alone
                    whole.update(path.name.encode() + b"\0" + path.read_bytes())
        return whole.hexdigest()[:32]

    def _read(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, name: str, content: Mapping[str, Any]) -> None:
        """Write whole or not at all. Where the folder cannot be written nothing is remembered, and the work goes on."""
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            descriptor, part = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(content, file, indent=1, ensure_ascii=False)
            Path(part).replace(self.folder / name)
