"""Values that cross the border, and frames as a forger makes them."""

import json

from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.sandbox.wire import HEADER

DTYPES = st.one_of(
    arrays.boolean_dtypes(),
    arrays.integer_dtypes(endianness="?"),
    arrays.unsigned_integer_dtypes(endianness="?"),
    arrays.floating_dtypes(endianness="?"),
    arrays.complex_number_dtypes(endianness="?"),
)
SHAPES = arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
ARRAYS = arrays.arrays(DTYPES, SHAPES)
KEYS = st.one_of(st.text(max_size=8), st.integers(-99, 99), st.floats(allow_nan=False), st.booleans(), st.none())
PLAIN = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**255), 2**255),
        st.floats(),
        st.text(st.characters(exclude_categories=("Cs",))),
        ARRAYS,
    ),
    lambda items: st.one_of(
        st.lists(items, max_size=4),
        st.lists(items, max_size=4).map(tuple),
        st.dictionaries(KEYS, items, max_size=4),
    ),
    max_leaves=12,
)


def frame(tree, body=b""):
    """A frame as a forger makes it: any JSON, any bytes."""
    text = (tree if isinstance(tree, str) else json.dumps(tree)).encode()
    return HEADER.pack(len(text), len(body)) + text + body
