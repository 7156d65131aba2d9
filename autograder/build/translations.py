"""The sentences that learners are told, for translators: the template `messages.pot` of them all, and an own course's
translation checked and compiled.

Babel reads and writes the files, whose form is gettext's: Poedit, Weblate and their like edit them.
"""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import autograder
from autograder.build import BuildError
from autograder.course import Course
from autograder.language import translation_file
from autograder.places import course_root

ROOT = Path(autograder.__file__).parent
TEMPLATE = ROOT / "messages.pot"
MARKS = {"_": (0,), "N_": (0,), "said": (0,), "of_number": (1, 2), "said_of": (1, 2)}  # which arguments are sentences
_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
_FIELD = re.compile(r"\{(\w+)")


def template() -> str:
    """The text of `messages.pot`: every marked sentence once, without the lines on which they stand, which change."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalog = Catalog()
    for path in sorted(ROOT.rglob("*.py")):
        for sentence in _marked(path.read_text(encoding="utf-8")):
            catalog.add(sentence if len(sentence) > 1 else sentence[0])
    text = io.BytesIO()
    write_po(text, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    flags = re.compile(r"^#, python-(?:brace-)?format\n", re.MULTILINE)  # an editor may take {points} for more
    return f"{_HEADER}\n{flags.sub('', text.getvalue().decode())}"


def _marked(source: str) -> Iterator[tuple[str, ...]]:
    """The marked sentences of a module, each with its plural; those in f-strings, too, which Babel's own reader sees or
    not according to the Python that it runs on."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            given = [node.args[place] for place in MARKS[node.func.id] if place < len(node.args)]
            texts = [part.value for part in given if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if texts and len(texts) == len(MARKS[node.func.id]):
                yield tuple(texts)


def compile_translation(course: Course) -> Path | None:
    """Compile the translation of a course of one's own; the file made, or None where it is in English.

    Raises
    ------
    BuildError
        where it is missing, cannot be read, or uses a field that its sentence does not have.
    """
    made = translation_file(course)
    if made is None:
        return None
    source = made.with_suffix(".po")
    if not source.is_file():
        raise BuildError(
            f"course.toml says language = {course.language!r}, and {source.relative_to(course_root())} is missing. "
            f"Begin it with a copy of {TEMPLATE}."
        )
    try:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import PoFileError, read_po
    except ImportError:
        raise BuildError("Babel compiles translations, and is not installed here. Run: pip install babel") from None
    try:
        catalog = read_po(io.BytesIO(source.read_bytes()), locale=course.language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise BuildError(f"{source} is no translation that can be read: {error}.") from None
    for message in catalog:
        sentences, translations = _texts(message.id), _texts(message.string)
        known = {name for sentence in sentences for name in _FIELD.findall(sentence)}
        for text in translations if message.id else ():
            if unknown := set(_FIELD.findall(text)) - known:
                raise BuildError(f"{source}: {text!r} has {{{min(unknown)}}}, which {sentences[0]!r} does not have.")
    with made.open("wb") as file:
        write_mo(file, catalog)
    return made


def _texts(message: object) -> tuple[str, ...]:
    """One text, or those of each plural form."""
    parts = message if isinstance(message, tuple | list) else (message,)
    return tuple(str(part) for part in parts if part)
