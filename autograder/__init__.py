"""Lessons, exercises and graders of a deep-learning course in NumPy. In a notebook: `from autograder import check`."""

from typing import Any


def check(function: Any) -> Any:
    """Check a function that you have just written: show which of the visible tests it passes, and why not.

    Parameters
    ----------
    function
        the function (or class) itself, not its name in quotes: check(normalize).
    """
    # Imported here, so that `import autograder` costs a notebook nothing.
    from autograder.learner.notebook import check_function

    return check_function(function)
