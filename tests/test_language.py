"""What learners are told is English, or in the language of a course of one's own: all of it, and the same causes."""

import ast
import gettext
import re
from pathlib import Path

import pytest

import autograder
from autograder import language
from autograder.build import BuildError
from autograder.build.translations import TEMPLATE, compile_translation, template
from autograder.checks import Mismatch, close
from autograder.course import load_course
from autograder.grading.results import Failure
from autograder.grading.secrecy import told
from autograder.language import N_, _, of_number, said, said_of, translated

ROOT = Path(autograder.__file__).parent
MARKS = {"_", "N_", "said", "of_number", "said_of"}
# Where every sentence is told to learners; of these rooms the files that speak to authors, or not at all.
ROOMS = (
    "checks", "grading", "report", "learner", "learner/watch", "code_files.py", "submission.py", "pytest_plugin.py",
    "cli/learn.py", "cli/overview.py", "cli/check.py", "cli/watch.py", "cli/bugs.py", "cli/progress.py",
)  # fmt: skip
NOT_TOLD = {"checks/mistakes.py", "grading/seed.py", "grading/secrecy.py", "grading/trace.py"}
# What looks like a sentence there and is none: patterns of Python's and NumPy's messages, styles, commands, types.
NO_SENTENCES = re.compile(
    r"from __future__ imports|Missing parentheses|unterminated|was never closed|closing parenthesis|an indented block|"
    r"inconsistent use of tabs|^unexpected indent$|unindent does not match|'\(\?P<word>break|invalid decimal|"
    r"unhashable|could not be broadcast|mathjax|</table>|"
    r"^EOF when|No module named|^attempted relative|^values to unpack$|tuple index out|^Alternative text|course skip|"
    r"^truth value|^only \(\?:length|object is not callable|matmul: |^shapes \\\(|^array of dtype$|^Mapping\[|"
    r"course check|course hint|course bug|^course |^raise NotImplementedError$|^from autograder import|"
    r"is not defined$|^\^name '|has no attribute|^cannot be interpreted|color:|padding:|border:|"
    r"<div |<details>|<style>|border-left|^import numpy as np|build --explanations$|^Course page|alt=|"
    r"is no element of a formula|^link |^bold (?:red|green)$| cell "
)
PROSE = re.compile(r"[A-Za-z]{2,}[,;:]? [a-zA-Z]{2,}|[a-z]{3} \{|\} [a-z]{2}")


class Pseudo(gettext.NullTranslations):
    """A language in which every translated sentence stands in brackets, and its words in capitals."""

    def gettext(self, message):
        parts = re.split(r"(\{[^{}]*\})", message)
        return message and f"⟦{''.join(part if part.startswith('{') else part.upper() for part in parts)}⟧"

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)


class Known(Pseudo):
    """The same of the sentences that there are to translate, as a catalogue has them."""

    sentences = frozenset(re.findall(r'^(?:msgid|msgid_plural) "(.*)"$', TEMPLATE.read_text("utf-8"), re.MULTILINE))

    def gettext(self, message):
        escaped = message.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return super().gettext(message) if escaped in self.sentences else message


@pytest.fixture
def pseudo(monkeypatch):
    monkeypatch.setattr(language, "_catalogue", Known)


def unmarked(path: Path):
    """What reads like a sentence in a module, and is not marked to be translated."""
    tree, skipped = ast.parse(path.read_text(encoding="utf-8")), set()
    for node in ast.walk(tree):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if name in MARKS or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            skipped |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in skipped:
            skipped |= {id(part) for part in node.values}
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


# Marks


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_that_is_told_is_marked(room):
    files = [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).glob("*.py"))
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in files
        if path.relative_to(ROOT).as_posix() not in NOT_TOLD
        for line, text in unmarked(path)
        if PROSE.search(text) and not NO_SENTENCES.search(text)
    ]
    assert found == []


def test_a_sentence_that_is_not_marked_is_found(tmp_path):
    path = tmp_path / "room.py"
    path.write_text('"""A docstring that is none."""\nx = f"{name} is not here"\ny = _("{name} is here", name=x)\n')
    assert [text for _line, text in unmarked(path) if PROSE.search(text)] == ["{} is not here"]


@pytest.mark.slow
def test_the_template_for_translators_is_what_the_sources_make():
    assert template() == TEMPLATE.read_text(encoding="utf-8"), "Run: course build"


# Sentences


def test_a_sentence_is_english_until_it_is_told(pseudo):
    sentence = said("{what} has shape {shape}, not {right}", what=N_("the result"), shape=(2,), right=(2, 1))
    assert sentence == "the result has shape (2,), not (2, 1)"
    assert translated(sentence) == "⟦⟦THE RESULT⟧ HAS SHAPE (2,), NOT (2, 1)⟧"
    assert Failure(kind="shape", seen=sentence).seen == translated(sentence)
    assert translated("An author's own sentence.") == "An author's own sentence."
    assert translated("") == ""


def test_a_number_of_things_has_the_form_of_its_number(pseudo):
    one, many = "{number} of {size} values is off", "{number} of {size} values are off"
    assert said_of(1, one, many, size=6) == "1 of 6 values is off"
    assert of_number(2, one, many, size=6) == "⟦2 OF 6 VALUES ARE OFF⟧"


@pytest.mark.parametrize("translation", ["{nothing} da", "{", "{seen.real}", "{0}"])
def test_a_translation_that_does_not_fit_its_sentence_is_not_used(monkeypatch, translation):
    monkeypatch.setattr(Pseudo, "gettext", lambda _self, _message: translation)
    monkeypatch.setattr(language, "_catalogue", Pseudo)
    assert _("This is {state}.", state="full") == "This is full."


def test_of_a_hidden_test_the_translators_words_are_told_and_the_students_are_not(pseudo):
    with pytest.raises(Mismatch) as found:
        close([1.0], [2.0], what="the secret 12345678")
    assert told(found.value, {"list"}) == "⟦… … … IS ⟦A list⟧, NOT ⟦AN ARRAY⟧⟧"


# A report


def test_a_report_has_no_sentence_that_is_not_translated(pseudo, course, tmp_path, monkeypatch):
    import io

    from rich.console import Console

    from autograder.report.html import exercise_html
    from autograder.report.model import grade
    from autograder.report.terminal import print_report
    from autograder.submission import read_submission

    monkeypatch.setattr("autograder.grading.run.explanations", lambda _chapter: table())
    module = tmp_path / "ch1_1_arrays" / "arrays.py"
    module.parent.mkdir()
    module.write_text(
        "import numpy as np\n"
        "def reshaped_ones(rows, cols):\n    return np.ones((cols, rows))\n"
        "def last_rows(X, k):\n    print('so')\n    return X[k]\n"
        "def sub_matrix(X, top, left, height, width):\n    return None\n"
        "def add_row_and_double(X, row):\n    X += row\n    return 2 * X\n"
        "def normalize(X):\n    return (X - X.mean()) / X.std() + 1\n"
    )
    report = grade(read_submission(module, course), course)
    shown = io.StringIO()
    print_report(report, Console(file=shown, width=200))
    text = shown.getvalue() + "".join(map(exercise_html, report.exercises))
    text = text.replace(report.title, " ")
    text = re.sub(r"<[^>]*>|\barrays\.py:\d+|\bcourse (?:check|hint) [\w./]+", " ", text)
    for check in (check for exercise in report.exercises for check in exercise.checks):
        text = text.replace(check.label, " ")
        for code in filter(None, (*check.failure.lines, check.failure.try_it) if check.failure else ()):
            text = text.replace(code.replace("&", "&amp;").replace("'", "&#39;"), " ").replace(code, " ")
    while "⟦" in text:
        text, before = re.sub(r"⟦[^⟦⟧]*⟧", " ", text), text
        assert text != before
    assert re.findall(r"[a-z]{2,},? [a-z]{2,},? [a-z]{2,}", text) == []


def table():
    from autograder.grading.table import Explanations

    return Explanations({})


# A course of one's own


@pytest.fixture
def german(tmp_path, monkeypatch):
    """german(po) is a course in German with this translation."""
    monkeypatch.setattr(language, "course_root", lambda: tmp_path)
    monkeypatch.setattr("autograder.build.translations.course_root", lambda: tmp_path)
    course = load_course().model_copy(update={"language": "de"})
    monkeypatch.setattr(language, "load_course", lambda: course)
    language._catalogue.cache_clear()

    def write(entries: str):
        path = tmp_path / "locale" / "de" / "LC_MESSAGES" / "course.po"
        path.parent.mkdir(parents=True)
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        path.write_text(head + entries, encoding="utf-8")
        return course

    yield write
    language._catalogue.cache_clear()


def test_a_translation_is_compiled_and_used(german):
    made = compile_translation(german('msgid "not started ({points})"\nmsgstr "noch nicht begonnen ({points})"\n'))
    assert made is not None
    assert made.name == "course.mo"
    assert _("not started ({points})", points="3") == "noch nicht begonnen (3)"
    assert _("All checks passed.") == "All checks passed."


def test_a_translation_that_uses_another_field_is_refused(german):
    course = german('msgid "This is {state}."\nmsgstr "Dies ist {zustand}."\n')
    with pytest.raises(BuildError, match=r"has \{zustand\}, which 'This is \{state\}\.' does not have"):
        compile_translation(course)


def test_a_translation_that_is_missing_is_told(german, tmp_path):
    course = load_course().model_copy(update={"language": "de"})
    with pytest.raises(BuildError, match=r"course\.po is missing"):
        compile_translation(course)
    assert _("not started") == "not started"
