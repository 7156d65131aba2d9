"""What to do about an exception, where its message says for sure what happened; "" where it does not."""

import re
from collections.abc import Sequence

import numpy as np

from autograder.language import N_, said
from autograder.sandbox.messages import Loaded, Problem


def advice_on_exception(problem: Problem, exercise: str, loaded: Loaded) -> str:
    """A sentence that is true of every code that raises this; no cause is claimed that was not seen."""
    if not problem.lines and (advice := _on_the_call_itself(problem, exercise, loaded)):
        return advice
    for types, pattern, sentence in _SENTENCES:
        found = re.search(pattern, problem.message)
        if found and types & set(problem.types):
            return said(sentence, **found.groupdict()) if found.groupdict() else sentence
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
            return said(
                "self is for methods of a class. {name} is a function of its own: take self out.", name=exercise
            )
        return said("{name} has to take the parameters of the stub: their number, order and names.", name=exercise)
    if "unhashable type: 'numpy.ndarray'" in problem.message:
        return N_("Arrays cannot be remembered by functools' cache or lru_cache: take that decorator away.")
    return ""


_SENTENCES = (
    ({"NameError"}, "", N_("Is it spelled right, and defined or imported in this very file?")),
    ({"MemoryError"}, "", N_("The code asked for more memory than the exercise may use.")),
    (
        {"EOFError"},
        "EOF when reading a line",
        N_(
            "Nobody is there to answer input() when the code is checked: a function works with its arguments alone. "
            'Take the line out, or put it at the end, below: if __name__ == "__main__":'
        ),
    ),
    (
        {"ModuleNotFoundError"},
        r"^No module named '[\w.]+'$",
        N_(
            "Is it spelled right? When the code is checked there are only Python's own modules, NumPy and a few that "
            "go with it. What you need of another file of yours belongs into this one."
        ),
    ),
    (
        {"ImportError"},
        "attempted relative import",
        N_(
            "The file is checked by itself, without those beside it. What you need of another file belongs into this "
            "one."
        ),
    ),
    (
        {"FileNotFoundError"},
        "",
        N_(
            "No file of yours is there when the code is checked: a function works with its arguments alone. Take the "
            'line out, or put it at the end, below: if __name__ == "__main__":'
        ),
    ),
    (
        {"PermissionError"},
        "",
        N_(
            "The code is checked in a closed room: it can start no program, open no connection, and write no file but "
            'below /tmp. Take the line out, or put it at the end, below: if __name__ == "__main__":'
        ),
    ),
    (
        {"AttributeError", "TypeError"},
        r"'?NoneType'?",
        N_(
            "Something here is None. That is what a function gives that ends without a return, and what X.sort() and "
            "the like give, which change X itself."
        ),
    ),
    (
        {"FloatingPointError"},
        "",
        N_("np.seterr(...) or np.errstate(...) has turned NumPy's warnings into errors: take that line away."),
    ),
    (
        {"ValueError"},
        "truth value of an array",
        N_(
            "This asks a whole array for one yes or no. Element by element decide np.where and np.maximum; .any() and "
            ".all() make one answer of many."
        ),
    ),
    (
        {"TypeError"},
        "only (?:length-1|0-dimensional) arrays can be converted",
        N_("This takes one number and was given a whole array. NumPy's functions, such as np.exp, take arrays."),
    ),
    (
        {"ValueError"},
        "values to unpack",
        N_(
            "The names on the left are not as many as the values on the right. If it is a shape that is unpacked: it "
            "has a number for each axis, and how many axes an array has may differ from call to call."
        ),
    ),
    (
        {"IndexError"},
        "^tuple index out of range",
        N_(
            "A tuple is asked for more than it holds. If it is a shape: it has a number for each axis, and how many "
            "axes an array has may differ from call to call."
        ),
    ),
    (
        {"TypeError"},
        "'numpy.ndarray' object is not callable",
        N_("Round brackets behind an array call it like a function. Square brackets pick from it."),
    ),
    (
        {"ValueError"},
        r"matmul: .*core dimension.*\(size (?P<rows>\d+) is different from (?P<columns>\d+)\)",
        N_(
            "In A @ B the columns of A meet the rows of B; here {columns} meet {rows}. Print both shapes: is a .T "
            "missing, or one too many, or should the two change places?"
        ),
    ),
    (
        {"ValueError"},
        r"shapes \((?P<first>[\d,]+)\) and \((?P<second>[\d,]+)\) not aligned",
        N_(
            "In a product the columns of the first array, ({first}), meet the rows of the second, ({second}). Is a .T "
            "missing, or one too many, or should the two change places?"
        ),
    ),
)  # fmt: skip


def _on_recursion(function: str) -> str:
    """Whether the calls would have come to an end, Python's limit does not tell."""
    sentence = N_("Function calls go deeper than Python allows (about 1,000), or without end.")
    of_numpy = getattr(np, function, None)
    if callable(of_numpy) and not isinstance(of_numpy, type):  # np.half is a type, and no function
        asked = said("Where {name} is called: was NumPy's np.{name} meant?", name=function)
    else:
        asked = N_("What calls itself here? A loop has no such limit.")
    return said("{sentence} {question}", sentence=sentence, question=asked)


_SHAPES = re.compile(r"could not be broadcast together with shapes (\([\d,]+\)) (\([\d,]+\))")


def _on_shapes(one: tuple[int, ...], other: tuple[int, ...]) -> str:
    """Two shapes that do not go together: most often a row's number for each row, without its axis."""
    flat, whole = sorted((one, other), key=len)
    if len(flat) == 1 and len(whole) == 2 and flat[0] == whole[0]:
        n = flat[0]
        return said(
            "A flat ({n},) lines up with the last axis, of size {last}. If it holds one number per row, keep it a "
            "column, ({n}, 1): keepdims=True in a sum or a maximum, or [:, np.newaxis].",
            n=n, last=whole[1],
        )  # fmt: skip
    return N_(
        "Shapes line up from their ends: the last sizes must be equal or 1, then the ones before. Print both shapes."
    )
