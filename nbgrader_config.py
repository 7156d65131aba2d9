"""nbgrader's configuration: its own commands, with our preprocessor in the place of the one that runs notebooks.

Settings of your own belong into nbgrader_settings.py beside this file, which is read after it. An error in this file
nbgrader would only log; an error in those settings ends every command.
"""

import sys

c = get_config()  # noqa: F821  (nbgrader defines it)
try:
    from autograder.classroom.config import configure

    configure(c, __file__)
except Exception as error:  # SystemExit alone is not swallowed
    sys.exit(f"{__file__}: {type(error).__name__}: {error}\nNo nbgrader command runs here until this is mended.")
