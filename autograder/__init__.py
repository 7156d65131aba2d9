"""Lessons, exercises and graders of a deep-learning course in NumPy. In a notebook: `from autograder import check`."""

import sys
from collections.abc import Callable
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


def hint(exercise: Any) -> Any:
    """Show the three hints to an exercise, each folded until it is opened: hint(normalize).

    Parameters
    ----------
    exercise
        the function (or class), or its name.
    """
    from autograder.learner.folded import hint_of

    return _told(hint_of, exercise)


def solution(function: Any) -> Any:
    """Show the course's solution beside your own function, once that passes its check: solution(normalize).

    Parameters
    ----------
    function
        the function (or class) itself.
    """
    from autograder.learner.folded import solution_of

    return _told(solution_of, function)


def _told(show: Callable[[Any], Any], exercise: Any) -> Any:
    """What there is to show; of what is amiss one line, without a traceback."""
    from autograder.course import CourseError

    try:
        return show(exercise)
    except CourseError as error:
        print(error)
        return None


def _follow_notebook() -> None:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        from autograder.learner.unwritten import follow

        follow(shell)


_follow_notebook()
