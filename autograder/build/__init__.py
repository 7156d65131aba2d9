"""From what is authored (lessons, solutions, graders, course.toml) to what is generated (notebooks, release/)."""


class BuildError(Exception):
    """Something authored does not fit together; the message names the file and says what to do."""
