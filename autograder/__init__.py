"""Lessons, exercises and graders of a deep-learning course in NumPy. In a notebook: `from autograder import check`."""

import sys
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


def _follow_notebook() -> None:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        from autograder.learner.unwritten import follow

        follow(shell)


_follow_notebook()
