"""What may be told of a hidden test: nothing that a student's code could use to say what the test handed in.

An exception's text, a warning, a string or a long number is the code's own choice, made when it had seen the inputs.
So of an exception the type is told, and its message only where it is one of Python's or NumPy's that is always the
same; of anything else the words that the graders know, and a few numbers to three digits.
"""

import functools
import re
import sys
from collections.abc import Set
from pathlib import Path

from autograder.checks.mismatch import Mismatch
from autograder.checks.testing import GraderTest
from autograder.language import translated, translators_words

GRADERS_OWN = ("accuracy", "timeout", "crashed", "forged")  # kinds whose words are never a student's
DIGITS = 3
MOST_NUMBERS = 6
LONGEST_WHOLE = 5
SOMETHING = "…"

FIXED_MESSAGES = frozenset(
    {
        "division by zero",
        "float division by zero",
        "math domain error",
        "math range error",
        "list index out of range",
        "tuple index out of range",
        "string index out of range",
        "pop from empty list",
        "maximum recursion depth exceeded",
        "need at least one array to concatenate",
        "need at least one array to stack",
        "only integer scalar arrays can be converted to a scalar index",
        "only length-1 arrays can be converted to Python scalars",
        "only 0-dimensional arrays can be converted to Python scalars",
        "assignment destination is read-only",
        "negative dimensions are not allowed",
        "unhashable type: 'numpy.ndarray'",
        "'NoneType' object is not subscriptable",
        "'NoneType' object is not iterable",
        "cannot unpack non-iterable NoneType object",
        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
    }
)

_WORD = re.compile(r"[^\W\d]\w*")
_NUMBER_OR_WORD = re.compile(rf"(?P<word>{_WORD.pattern})|[0-9]+(?:\.[0-9]*)?(?:e[+-]?[0-9]+)?")


def told(found: Mismatch, known: Set[str]) -> str:
    """What a hidden test found, without what the student's code may have put there."""
    if found.in_short or found.kind in GRADERS_OWN:
        return translated(found.in_short or found.seen)
    return without_inputs(translated(found.seen), known | translators_words(found.seen))


def without_inputs(text: str, known: Set[str]) -> str:
    """A text with its known words alone and its first few numbers, rounded."""
    numbers = iter(range(MOST_NUMBERS))

    def rounded(found: re.Match[str]) -> str:
        number = found.group()
        if next(numbers, None) is None or (number.isdigit() and len(number) > LONGEST_WHOLE):
            return SOMETHING
        return number if number.isdigit() else f"{float(number):.{DIGITS}g}"

    def spoken(found: re.Match[str]) -> str:
        return found.group() if found.group() in known else SOMETHING

    return _NUMBER_OR_WORD.sub(lambda found: (spoken if found["word"] else rounded)(found), text)


@functools.cache
def _words_in(folder: Path) -> frozenset[str]:
    words: set[str] = set()
    for path in folder.glob("*.py"):
        words.update(_WORD.findall(path.read_text(encoding="utf-8")))
    return frozenset(words)


def words_of(test: GraderTest) -> Set[str]:
    """The words that a test, its chapter's other tests and the checks are written in."""
    here = Path(__file__).parent
    module = Path(str(sys.modules[test.function.__module__].__file__)).parent
    return _words_in(module) | _words_in(here) | _words_in(here.parent / "checks")
