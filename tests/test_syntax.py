"""Why Python cannot read a file: told by its cause where the message or the line shows it, and by no other."""

import pytest

from autograder.grading.failures import missing

RIGHT = "def half(X):\n    return X / 2\n"


@pytest.fixture
def told(in_process):
    """told(source) is the failure of half in a file of that text."""
    return lambda source: missing("half", in_process(source))


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (RIGHT + "import os\nfrom __future__ import annotations\n", "has to come first in the file"),
        ("def half(X):\n    print 'hello'\n    return X / 2\n", "print of Python 2"),
        ("def half(X):\n    return “half”\n", "“ (left double quotation mark) only looks like Python's \""),
        ("def half(X):\n    return X − 1\n", "− (minus sign) only looks like Python's -"),
        ("def half(X):\n    return X\u00a0/ 2\n", "An invisible character (no-break space)"),
        ("def half(X):\n    return X\u200b / 2\n", "An invisible character (zero width space)"),
        ("!pip install numpy\n" + RIGHT, "commands for a notebook"),
        ("%matplotlib inline\n" + RIGHT, "commands for a notebook"),
        ('def half(X):\n    """Turn\n    return X / 2\n', "is never closed"),
        ("def half(X):\n    return 'half\n", "its second quote is missing"),
        ("def half(X)\n    return X / 2\n", "The colon at the end of this line is missing"),
        ("def half(X):\n    return (X / 2\n", "The bracket ( that is opened here is never closed"),
        ("def half(X):\n    return X / 2)\n", "The bracket ) closes nothing"),
        ("def half(X):\n    return (X / 2]\n", "( is opened, and ] closes it"),
        ("def half(X):\nreturn X / 2\n", "has to be indented"),
        ("def half(X):\n    Y = X\n      return Y / 2\n", "indented more than the one above"),
        ("def half(X):\n    Y = X\n  return Y / 2\n", "fits none of the lines above"),
        ("def half(X):\n    Y = X\n\treturn Y / 2\n", "Tabs and spaces"),
        (RIGHT + "return X\n", "belongs into a function"),
        (">>> def half(X):\n", "copied with a prompt"),
        ("<<<<<<< HEAD\n" + RIGHT + "=======\n", "merge conflict"),
        ("def half(X):\n    if X > 1:\n        pass\n    else if X:\n        pass\n", "Python writes elif"),
        ("def half(X):\n    return X > 1 && X < 2\n", "`and`"),
        ("def half(X):\n    return 2X\n", "write 2 * x for 2x"),
        ("try:\n    pass\nexcept ValueError, e:\n    pass\n" + RIGHT, "except"),
    ],
)  # fmt: skip
def test_the_cause_is_told(told, source, says):
    failure = told(source)
    assert failure.kind == "syntax"
    assert failure.seen.startswith("Python cannot read the code: ")
    assert says in failure.advice


@pytest.mark.parametrize(
    "source",
    ["def half(X):\n    return X +* 2\n", "def half(X):\n    return X for\n", "def half(X, X):\n    return X\n"],
)
def test_no_cause_is_claimed_that_was_not_seen(told, source):
    assert told(source).advice == "Look at the line shown, and at the one above it."


def test_the_line_is_shown(told):
    assert told("x = 1\ndef half(X)\n    return X\n").lines == ("answers.py:2  def half(X)",)
