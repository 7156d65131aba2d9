"""Why Python cannot read a submission: the cause in the learner's terms, where the message or the line shows it."""

import re
import sys
import unicodedata

from autograder.grading.results import Failure
from autograder.language import N_, said
from autograder.sandbox.messages import Problem

_LOOKALIKES = {
    "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "′": "'", "−": "-", "–": "-",
    "—": "-", "‐": "-", "×": "*", "·": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "，": ",", "：": ":",
    "（": "(", "）": ")", "；": ";", "…": "...",
}  # fmt: skip

# What a message says for sure, and what to do about it; the first that is found counts.
_MESSAGES = (
    (
        r"from __future__ imports must occur",
        N_("A line `from __future__ import ...` has to come first in the file: move it to the top."),
    ),
    (
        r"Missing parentheses in call to 'print'",
        N_("That is the print of Python 2. Write print(...), with parentheses."),
    ),
    (r"Missing parentheses in call to", N_("That is the way of Python 2. Call it with parentheses.")),
    (
        r"unterminated triple-quoted string",
        N_('A text that begins with three quotes, such as a docstring, is never closed: put """ at its end.'),
    ),
    (r"unterminated (?:f-)?string", N_("A text is not closed on its line: its second quote is missing.")),
    (r"'(?P<bracket>.)' was never closed", N_("The bracket {bracket} that is opened here is never closed.")),
    (
        r"closing parenthesis '(?P<closing>.)' does not match opening parenthesis '(?P<opening>.)'",
        N_("{opening} is opened, and {closing} closes it: brackets close in pairs."),
    ),
    (
        r"unmatched '(?P<bracket>.)'",
        N_("The bracket {bracket} closes nothing: there is one too many, or its partner is missing."),
    ),
    (r"expected ':'", N_("The colon at the end of this line is missing.")),
    (
        r"expected an indented block after (?P<what>.*?)(?: on line \d+)?$",
        N_("What belongs to the {what} has to be indented, by four spaces."),
    ),
    (
        r"inconsistent use of tabs and spaces",
        N_("Tabs and spaces are mixed at the beginnings of lines. Use four spaces everywhere."),
    ),
    (r"unexpected indent", N_("This line is indented more than the one above it asks for.")),
    (r"unindent does not match", N_("This line's indentation fits none of the lines above it: count the spaces.")),
    (
        r"'(?:return|yield|await)' outside (?:async )?function",
        N_("This line belongs into a function: indent it like the lines of the function above."),
    ),
    (
        r"'(?P<word>break|continue)' (?:outside|not properly in) loop",
        N_("{word} belongs into a loop: indent it like the other lines of the loop."),
    ),
    (
        r"invalid decimal literal",
        N_("A number and a name touch each other here: write 2 * x for 2x, and let no name begin with a digit."),
    ),
)

# What a line shows by itself.
_LINES = (
    (r"^[!%]", N_("Lines that begin with ! or % are commands for a notebook. Take them out of a .py file.")),
    (r"^(>>>|\.\.\. |In ?\[\d*\]:)", N_("This was copied with a prompt (>>> or In [1]:). Take the prompt away.")),
    (
        r"^(<{7}|={7}|>{7})",
        N_("Git left the marks of a merge conflict here. Choose one of the two versions, and take the marks out."),
    ),
    (r"^```", N_("A line of Markdown (```) stands among the code. Take it out.")),
    (r"\belse\s+if\b", N_("Python writes elif where other languages write else if.")),
    (r"&&|\|\|", N_("Python writes `and` and `or` where other languages write && and ||.")),
    (r"\+\+|--\s*$", N_("Python has no ++ and no --. Write += 1 or -= 1.")),
    (r"^except\s+\w+\s*,\s*\w+\s*:", N_("That is the except of Python 2. Write: except Name as error:")),
    (r"^raise\s+\w+\s*,", N_("That is the raise of Python 2. Write: raise Name(message).")),
)

# Syntax that came with Python 3.12 or later: a file that uses it is right, and this Python too old for it.
_NEWER = (
    (r"^type\s+\w+\s*(\[.*\])?\s*=", (3, 12)),
    (r"^(async\s+)?(def|class)\s+\w+\s*\[", (3, 12)),
    (r"""\bf(["']).*\{[^}]*\1[^}]*\}""", (3, 12)),
    (r"""\bt["']""", (3, 14)),
)


def is_syntax(problem: Problem) -> bool:
    return "SyntaxError" in problem.types


def syntax_failure(problem: Problem, lines: tuple[str, ...]) -> Failure:
    """The failure of every exercise in a piece of code that Python cannot read."""
    return Failure(
        kind="syntax",
        seen=said("Python cannot read the code: {message}", message=problem.message),
        advice=_cause(problem),
        lines=lines,
    )


def _cause(problem: Problem) -> str:
    message, line = problem.message, problem.lines[-1][2].strip() if problem.lines else ""
    return (
        _character(message, line)
        or _by_table(_LINES, line)
        or _newer(line)
        or _by_table(_MESSAGES, message)
        or N_("Look at the line shown, and at the one above it.")
    )


def _by_table(table: tuple[tuple[str, str], ...], text: str) -> str:
    for pattern, sentence in table:
        found = re.search(pattern, text)
        if found:
            return said(sentence, **found.groupdict(default="")) if found.groupdict() else sentence
    return ""


def _character(message: str, line: str) -> str:
    """A character that looks like Python and is none: curly quotes, a typographic minus, a no-break space."""
    found = re.search(r"invalid (?:non-printable )?character.*U\+([0-9A-F]+)", message)
    if not found:
        return ""
    character = chr(int(found[1], 16))
    name = unicodedata.name(character, f"U+{found[1]}").lower()
    if character in _LOOKALIKES:
        return said(
            "{character} ({name}) only looks like Python's {right}: type that instead.",
            character=character, name=name, right=_LOOKALIKES[character],
        )  # fmt: skip
    if unicodedata.category(character) in ("Zs", "Cf"):
        return said(
            "An invisible character ({name}) stands in this line. Delete the space there and type it anew.", name=name
        )
    return said(
        "{character} ({name}) is no character of Python's. Was it copied along?", character=character, name=name
    )


def _newer(line: str) -> str:
    for pattern, version in _NEWER:
        if sys.version_info < version and re.search(pattern, line):
            needed, here = ".".join(map(str, version)), ".".join(map(str, sys.version_info[:2]))
            return said(
                "This is syntax of Python {needed}, and it is read here by Python {here}. Write it in the older way.",
                needed=needed, here=here,
            )  # fmt: skip
    return ""
