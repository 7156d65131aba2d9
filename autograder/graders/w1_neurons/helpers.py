"""What the tests of chapter W.1 share."""

import numpy as np

from autograder.checks import Drained, Mismatch, array, number

NUMPY = ("numpy", "scipy", "pandas")  # the two others would bring it in again
THREE_NEURONS = [[0.2, 0.8, -0.5, 1.0], [0.5, -0.91, 0.26, -0.5], [-0.26, -0.27, 0.17, 0.87]]
PIXELS = np.array([[200, 100], [7, 255]], dtype=np.uint8)


def values(got, what="the result"):
    """The numbers in a list or in lists of lists, as an array, whatever kind of numbers they are."""
    if isinstance(got, np.ndarray):
        return array(got, what=what)
    if not isinstance(got, list | tuple):
        raise Mismatch(
            "type",
            f"{what} is {'None' if got is None else 'no list'}, where a list is asked for",
            advice="Does the function end without a return? It has to return a list."
            if got is None
            else "Gather the numbers in a list, and return the whole list.",
        )
    parts = [
        values(item, f"{what}[{i}]")
        if isinstance(item, list | tuple | np.ndarray)
        else number(item, what=f"{what}[{i}]")
        for i, item in enumerate(got)
    ]
    if len({np.shape(part) for part in parts}) > 1:
        raise Mismatch("shape", f"{what} is a list whose members differ in shape", advice="Each is to be made alike.")
    return np.array(parts, dtype=float)


def plain_list(got, what="the result"):
    """Check that something is a list, and that what is in it are numbers or such lists."""
    if isinstance(got, Drained):
        raise Mismatch(
            "type",
            f"{what} is an iterator, where a list is asked for",
            advice="map, zip and (... for ...) give one member after the other, once. Write list(...) around it.",
        )
    if isinstance(got, np.ndarray):
        raise Mismatch(
            "type",
            f"{what} is a NumPy array, where a list is asked for",
            advice="Start with an empty list and append to it in a loop.",
        )
    if isinstance(got, tuple):
        raise Mismatch("type", f"{what} is a tuple, where a list is asked for", advice="Write list(...) around it.")
    values(got, what)
    for i, item in enumerate(got):
        if isinstance(item, list | tuple | np.ndarray):
            plain_list(item, f"{what}[{i}]")


def shape_is(got, expected):
    """Check the sizes in a tuple, or in a list: each a count, such as range() accepts."""
    if not isinstance(got, tuple | list):
        raise Mismatch(
            "type",
            f"the result is {'None' if got is None else 'a single thing'}, where a tuple is asked for",
            advice="Return a tuple with one size for each level of lists. A single size makes (n,).",
        )
    for i, size in enumerate(got):
        if isinstance(size, bool) or not isinstance(size, int | np.integer):
            seen = f"the result[{i}] is of type {type(size).__name__}, where a whole number is asked for"
            raise Mismatch("type", seen, advice="A size is what len(...) gives.")
    if tuple(got) != expected:
        seen = str(tuple(map(int, got))) if len(got) < 9 else f"a tuple of {len(got)} sizes"
        raise Mismatch("values", f"the result is {seen}", should_be=str(expected))


def truth_is(got, expected):
    """Check for True or False."""
    if not isinstance(got, bool | np.bool_):
        raise Mismatch(
            "type",
            f"the result is {'None' if got is None else 'something else'}, where True or False is asked for",
            advice="Return True in one case and False in the other, without quotation marks.",
        )
    if bool(got) != expected:
        raise Mismatch("values", f"the result is {got}", should_be=str(expected))
