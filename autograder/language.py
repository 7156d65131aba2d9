"""The language in which learners are told things: English, or that of a course of one's own.

Each sentence stands in English where it is used, as a template with named fields, and is marked:

    _("{passed} of {total} tests", passed=2, total=4)    # told here and now
    said("{what} has shape {got}", what=what, got=(3,))  # English, until a result takes it over: `translated`
    N_("the result")                                     # the same, of a sentence without fields

What tests find is English until then, since it is compared with what known mistakes come to, whatever the language.
A course of one's own says `language = "de"`, and its translations lie in `locale/de/LC_MESSAGES/course.po`, made from
`messages.pot` beside this file; `course build` checks and compiles them (build/translations.py).
"""

import functools
import gettext
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.course import Course, CourseError, load_course
from autograder.places import course_root

DOMAIN, FOLDER = "course", "locale"
_WORD = re.compile(r"[^\W\d]\w*")
_FIELD = re.compile(r"\{[^{}]*\}")


class Said(str):
    """A sentence in English that knows the template and the fields it is made of."""

    template: str
    fields: Mapping[str, Any]
    many: str = ""  # the template for a number other than 1
    number: int = 1


def said(template: str, /, **fields: Any) -> str:
    """A sentence made of a template, in English; the fields' texts may be sentences themselves."""
    made = Said(template.format(**fields))
    made.template, made.fields = template, fields
    return made


def said_of(number: int, one: str, many: str, /, **fields: Any) -> str:
    """A sentence on a number of things, which stands in the templates as {number}."""
    fields["number"] = number
    made = Said((one if number == 1 else many).format(**fields))
    made.template, made.many, made.number, made.fields = one, many, number, fields
    return made


def N_(sentence: str) -> str:
    """A sentence without fields, in English: the mark alone."""
    return sentence


def _(template: str, /, **fields: Any) -> str:
    """A sentence in the course's language."""
    return translated(said(template, **fields)) if fields else _catalogue().gettext(template)


def of_number(number: int, one: str, many: str, /, **fields: Any) -> str:
    """A sentence on a number of things in the course's language; as of `said_of`."""
    return translated(said_of(number, one, many, **fields))


def translated(sentence: str) -> str:
    """A sentence in the course's language; one that nobody has translated, or whose translation does not fit, as it
    is."""
    if not isinstance(sentence, Said):
        return _catalogue().gettext(sentence) if sentence else sentence
    template = _template(sentence)
    try:
        return template.format(**{
            name: translated(value) if isinstance(value, str) else value for name, value in sentence.fields.items()
        })  # fmt: skip
    except (LookupError, ValueError, AttributeError):
        return str(sentence)


def next_line(step: str) -> str:
    """A line that says what to do next."""
    return f"{_('next:')} {step}"


def is_next(line: str) -> bool:
    """Whether a line says that."""
    return line.startswith(_("next:"))


def translators_words(sentence: str) -> set[str]:
    """The words of a sentence's translation that are the translator's own, and nobody's fields."""
    if not isinstance(sentence, Said):
        told = translated(sentence)
        return set(_WORD.findall(told)) if told != sentence else set()
    inner = (translators_words(value) for value in sentence.fields.values() if isinstance(value, str))
    return set(_WORD.findall(_FIELD.sub(" ", _template(sentence)))).union(*inner)


def _template(sentence: Said) -> str:
    if sentence.many:
        return _catalogue().ngettext(sentence.template, sentence.many, sentence.number)
    return _catalogue().gettext(sentence.template)


def translation_file(course: Course) -> Path | None:
    """Where the compiled translation of a course lies, if it is in another language."""
    folder = course_root() / FOLDER / course.language / "LC_MESSAGES"
    return folder / f"{DOMAIN}.mo" if course.language else None


@functools.cache
def _catalogue() -> gettext.NullTranslations:
    try:
        path = translation_file(load_course())
        if path is not None:
            with path.open("rb") as file:
                return gettext.GNUTranslations(file)
    except (CourseError, OSError, UnicodeDecodeError, ValueError):  # which are told elsewhere
        pass
    return gettext.NullTranslations()
