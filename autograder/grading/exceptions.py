"""What to do about an exception, where its message says for sure what happened; "" where it does not."""

import re
from collections.abc import Sequence

import numpy as np

from autograder.sandbox.messages import Loaded, Problem


def advice_on_exception(problem: Problem, exercise: str, loaded: Loaded) -> str:
    """A sentence that is true of every code that raises this; no cause is claimed that was not seen."""
    if not problem.lines and (advice := _on_the_call_itself(problem, exercise, loaded)):
        return advice
    for types, pattern, sentence in _SENTENCES:
        found = re.search(pattern, problem.message)
        if found and types & set(problem.types):
            return sentence.format(*found.groups())
    if "RecursionError" in problem.types:
        return _on_recursion(problem.function)
    if "ValueError" in problem.types and (shapes := _SHAPES.search(problem.message)):
        return _on_shapes(*(tuple(map(int, re.findall(r"\d+", shape))) for shape in shapes.groups()))
    return ""


def _on_the_call_itself(problem: Problem, exercise: str, loaded: Loaded) -> str:
    """No line of the student's was reached: it is the call that failed."""
    if problem.type == "TypeError" and "argument" in problem.message:
        parameters: Sequence[str] = loaded.parameters.get(exercise, ())
        if tuple(parameters[:1]) == ("self",) and loaded.defined.get(exercise) == "function":
            return f"self is for methods of a class. {exercise} is a function of its own: take self out."
        return f"{exercise} has to take the parameters of the stub: their number, order and names."
    if "unhashable type: 'numpy.ndarray'" in problem.message:
        return "Arrays cannot be remembered by functools' cache or lru_cache: take that decorator away."
    return ""


_OR_BELOW = 'or put it at the end, below: if __name__ == "__main__":'

_SENTENCES = (
    ({"NameError"}, "", "Is it spelled right, and defined or imported in this very file?"),
    ({"MemoryError"}, "", "The code asked for more memory than the exercise may use."),
    (
        {"EOFError"},
        "EOF when reading a line",
        "Nobody is there to answer input() when the code is checked: a function works with its arguments alone. Take "
        f"the line out, {_OR_BELOW}",
    ),
    (
        {"ModuleNotFoundError"},
        r"^No module named '[\w.]+'$",
        "Is it spelled right? When the code is checked there are only Python's own modules, NumPy and a few that go "
        "with it. What you need of another file of yours belongs into this one.",
    ),
    (
        {"ImportError"},
        "attempted relative import",
        "The file is checked by itself, without those beside it. What you need of another file belongs into this one.",
    ),
    (
        {"FileNotFoundError"},
        "",
        "No file of yours is there when the code is checked: a function works with its arguments alone. Take the line "
        f"out, {_OR_BELOW}",
    ),
    (
        {"PermissionError"},
        "",
        "The code is checked in a closed room: it can start no program, open no connection, and write no file but "
        f"below /tmp. Take the line out, {_OR_BELOW}",
    ),
    (
        {"FloatingPointError"},
        "",
        "np.seterr(...) or np.errstate(...) has turned NumPy's warnings into errors: take that line away.",
    ),
    (
        {"ValueError"},
        "truth value of an array",
        "This asks a whole array for one yes or no. Element by element decide np.where and np.maximum; .any() and "
        ".all() make one answer of many.",
    ),
    (
        {"TypeError"},
        "only (?:length-1|0-dimensional) arrays can be converted",
        "This takes one number and was given a whole array. NumPy's functions, such as np.exp, take arrays.",
    ),
    (
        {"ValueError"},
        "values to unpack",
        "The names on the left are not as many as the values on the right. If it is a shape that is unpacked: it has a "
        "number for each axis, and how many axes an array has may differ from call to call.",
    ),
    (
        {"IndexError"},
        "^tuple index out of range",
        "A tuple is asked for more than it holds. If it is a shape: it has a number for each axis, and how many axes "
        "an array has may differ from call to call.",
    ),
    (
        {"TypeError"},
        "'numpy.ndarray' object is not callable",
        "Round brackets behind an array call it like a function. Square brackets pick from it.",
    ),
    (
        {"ValueError"},
        r"matmul: .*core dimension.*\(size (\d+) is different from (\d+)\)",
        "In A @ B the columns of A meet the rows of B; here {1} meet {0}. Print both shapes: is a .T missing, or one "
        "too many, or should the two change places?",
    ),
    (
        {"ValueError"},
        r"shapes \(([\d,]+)\) and \(([\d,]+)\) not aligned",
        "In a product the columns of the first array, ({0}), meet the rows of the second, ({1}). Is a .T missing, or "
        "one too many, or should the two change places?",
    ),
)  # fmt: skip


def _on_recursion(function: str) -> str:
    """Whether the calls would have come to an end, Python's limit does not tell."""
    sentence = "Function calls go deeper than Python allows (about 1,000), or without end."
    of_numpy = getattr(np, function, None)
    if callable(of_numpy) and not isinstance(of_numpy, type):  # np.half is a type, and no function
        return f"{sentence} Where {function} is called: was NumPy's np.{function} meant?"
    return f"{sentence} What calls itself here? A loop has no such limit."


_SHAPES = re.compile(r"could not be broadcast together with shapes (\([\d,]+\)) (\([\d,]+\))")


def _on_shapes(one: tuple[int, ...], other: tuple[int, ...]) -> str:
    """Two shapes that do not go together: most often a row's number for each row, without its axis."""
    flat, whole = sorted((one, other), key=len)
    if len(flat) == 1 and len(whole) == 2 and flat[0] == whole[0]:
        n = flat[0]
        return (
            f"A flat ({n},) lines up with the last axis, of size {whole[1]}. If it holds one number per row, keep it a "
            f"column, ({n}, 1): keepdims=True in a sum or a maximum, or [:, np.newaxis]."
        )
    return "Shapes line up from their ends: the last sizes must be equal or 1, then the ones before. Print both shapes."
