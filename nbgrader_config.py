"""nbgrader's configuration: its own commands, with our preprocessor in the place of the one that runs notebooks."""

from autograder.classroom.config import configure

c = get_config()  # noqa: F821  (nbgrader defines it)
configure(c)
