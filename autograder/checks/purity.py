"""Purity: a function returns its result and does nothing else."""

from typing import Any

from autograder.checks.mismatch import Mismatch
from autograder.language import N_, said
from autograder.sandbox.student import StudentFunction


def pure(function: StudentFunction, *args: Any, **kwargs: Any) -> None:
    """Call the function, then check that neither this nor any earlier call of it changed an argument or drew from
    global random numbers, NumPy's or Python's. (A print is told as advice.)"""
    function(*args, **kwargs)
    for call in function.student.calls:
        if call.name != function.name:
            continue
        effects = call.effects
        if effects.changed and effects.changed[0].endswith("(...)"):
            raise Mismatch(
                "purity",
                said("changes an array that {name} returned, which is not its own", name=effects.changed[0]),
                advice=N_(
                    "grads[name] *= lr writes into an array of the loss function. Make a new one: lr * grads[name]."
                ),
            )
        if effects.changed:
            raise Mismatch(
                "purity",
                said("changes its argument {name}, which belongs to the caller", name=effects.changed[0]),
                advice=N_(
                    "X -= 1, X[...] = 0 and X.sort() write into the caller's array. Make a new array: X = X - 1."
                ),
            )
        if effects.global_random:
            raise Mismatch(
                "purity",
                N_("draws from global random numbers, NumPy's or Python's"),
                advice=N_("Draw from the rng that is handed in: rng.normal(...), not np.random.normal(...)."),
            )
