"""The mistakes students make with an exercise, as small changes to a plain right version.

    softmax = Mistakes('''
    def softmax(Z):
        e = np.exp(Z - Z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)
    ''')
    softmax.change("sums over the samples", "e.sum(axis=-1,", "e.sum(axis=0,",
        "Each column sums to 1. The classes of one sample compete: sum over the last axis.", kind="axis")

`np` and the functions of the chapters so far are at hand in the code. `course verify` proves each mistake, and
`course build` records what it answers to each test. Students get neither the code nor this file, but for the few
mistakes that are marked with find=True, for `course bug`.
"""

import ast
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType

# What goes wrong, in one word: a learner meets the same kind again in other exercises.
KINDS = (
    "axis", "mean-or-sum", "sign", "factor", "power", "off-by-one", "transpose", "broadcasting", "shape", "in-place",
    "sharing", "missing-step", "extra-step", "wrong-step", "order", "wrong-variable", "wrong-function", "boundary",
    "initialization", "randomness", "state", "overflow", "epsilon", "division", "indexing", "loop", "return",
    "errors", "type", "scalar-only", "names",
)  # fmt: skip


class CatalogueError(Exception):
    """A catalogue of mistakes says something that cannot be; the message says what to correct."""


@dataclass(frozen=True)
class Mistake:
    """A plausible wrong implementation of an exercise, with the sentence that explains it.

    Parameters
    ----------
    kind
        one of `KINDS`.
    score
        the exact points it earns, where it is a textbook form that lacks one demand.
    random
        whether its answers differ from run to run: it is then recognized by the way it fails.
    alike
        why no visible test tells it from another mistake, where that is so.
    find
        whether learners who have solved the exercise may look for it, in this very code, which students then have.
        It has to earn nothing.
    """

    exercise: str
    slug: str
    source: str
    sentence: str
    kind: str
    score: float | None = None
    random: bool = False
    alike: str = ""
    find: bool = False


@dataclass
class Mistakes:
    """An exercise's mistakes: `source` is a plain right version, the function or class of the exercise last."""

    source: str
    items: list[Mistake] = field(default_factory=list)
    variants: list[Mistake] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.source = textwrap.dedent(self.source).strip() + "\n"
        self.exercise = _last_definition(self.source)

    def change(
        self, slug: str, *edits_and_sentence: str, kind: str, score: float | None = None, random: bool = False,
        alike: str = "", find: bool = False,
    ) -> None:  # fmt: skip
        """Add a mistake that is a change of the right version: old text, new text (perhaps several such pairs), and
        the sentence last. Each old text stands in the source just once; of several pairs, each is applied to what
        the one before has left."""
        *edits, sentence = edits_and_sentence
        if not edits or len(edits) % 2:
            raise CatalogueError(f"{self.exercise}, {slug!r}: give old text, new text, and the sentence last.")
        source = self.source
        for old, new in zip(edits[::2], edits[1::2], strict=True):
            if source.count(old) != 1:
                raise CatalogueError(f"{self.exercise}, {slug!r}: {old!r} stands {source.count(old)} times, not once.")
            source = source.replace(old, new)
        self._add(self.items, slug, source, sentence, kind, score=score, random=random, alike=alike, find=find)

    def code(
        self, slug: str, source: str, sentence: str, *, kind: str, score: float | None = None, random: bool = False,
        alike: str = "", find: bool = False,
    ) -> None:  # fmt: skip
        """Add a mistake that no change can say: a whole implementation."""
        self._add(self.items, slug, source, sentence, kind, score=score, random=random, alike=alike, find=find)

    def variant(self, slug: str, source: str) -> None:
        """Add another way of writing a mistake, which is not recorded: it proves that the mistake is recognized
        where it is not written as here, or is given no name."""
        known = next((item for item in self.items if item.slug == slug), None)
        if known is None:
            raise CatalogueError(f"{self.exercise} has no mistake {slug!r} to be a variant of.")
        self._add(self.variants, slug, source, known.sentence, known.kind)

    def _add(self, to: list[Mistake], slug: str, source: str, sentence: str, kind: str, **others: object) -> None:
        source = textwrap.dedent(source).strip() + "\n"
        if kind not in KINDS:
            raise CatalogueError(f"{self.exercise}, {slug!r}: there is no kind {kind!r}. Kinds: {', '.join(KINDS)}.")
        if to is self.items and any(item.slug == slug for item in to):
            raise CatalogueError(f"{self.exercise} has two mistakes {slug!r}: give each a name of its own.")
        if _last_definition(source) != self.exercise:
            raise CatalogueError(f"{self.exercise}, {slug!r}: the code has to end with {self.exercise}.")
        to.append(Mistake(self.exercise, slug, source, sentence, kind, **others))  # type: ignore[arg-type]


def _last_definition(source: str) -> str:
    try:
        definitions = [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    except SyntaxError as error:
        raise CatalogueError(f"a mistake's code cannot be read, line {error.lineno}: {error.text}") from None
    if not definitions:
        raise CatalogueError(f"this code of a mistake defines no function: {source[:60]!r}")
    return definitions[-1]


def catalogues(module: ModuleType) -> Iterator[Mistakes]:
    """The catalogues of a module of mistakes, in the order in which they are written, each once, though a loop's
    variable may be another name of one."""
    yield from {id(value): value for value in vars(module).values() if isinstance(value, Mistakes)}.values()
