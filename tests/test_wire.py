"""The wire format: what is sent arrives as it was."""

import math
from collections import OrderedDict, namedtuple
from enum import IntEnum

import numpy as np
import pytest
from frames import ARRAYS, DTYPES, PLAIN, frame
from hypothesis import example, given
from hypothesis.extra import numpy as arrays

from autograder.sandbox import wire
from autograder.sandbox.wire import Opaque, Scaled, WireError, pack, unpack


def assert_same(one, other):
    """The same kinds, shapes, dtypes and bits; nan is nan."""
    assert type(one) is type(other)
    if isinstance(one, np.ndarray | np.generic):
        assert one.dtype == other.dtype
        assert one.shape == other.shape
        assert one.tobytes() == other.tobytes()
    elif isinstance(one, dict):
        assert list(one) == list(other)
        for key, value in one.items():
            assert_same(value, other[key])
    elif isinstance(one, list | tuple):
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            assert_same(a, b)
    elif isinstance(one, float) and math.isnan(one):
        assert math.isnan(other)
    else:
        assert one == other


# What is sent arrives


@pytest.mark.slow
@given(PLAIN)
def test_any_plain_value_arrives_as_it_was_sent(value):
    assert_same(unpack(pack(value)), value)


@given(ARRAYS)
@example(np.array(3.5, dtype=">f2"))
@example(np.empty((0, 3)))
@example(np.array([np.nan, np.inf, -np.inf, -0.0]))
def test_an_array_keeps_its_dtype_shape_and_every_bit(array):
    got = unpack(pack(array))
    assert_same(got, array)
    assert got.flags.writeable
    assert got.flags.aligned


@given(arrays.arrays(DTYPES, ()).map(lambda array: array[()]))
def test_a_numpy_scalar_stays_a_numpy_scalar(scalar):
    assert_same(unpack(pack(scalar)), scalar)


def test_arrays_that_are_not_contiguous_arrive_in_their_order():
    grid = np.arange(24.0).reshape(4, 6)
    for view in (grid[::2, 1::3], grid.T, grid[::-1], np.broadcast_to(grid[0], (3, 6)), np.asfortranarray(grid)):
        np.testing.assert_array_equal(unpack(pack(view)), view, strict=True)


def test_an_array_that_arrived_is_independent_of_the_frame_and_of_its_neighbors():
    sent = bytearray(pack([np.zeros(3), np.zeros(3)]))
    first, second = unpack(sent)
    first[:] = 7.0
    sent[-1] = 255
    assert second.tolist() == [0.0, 0.0, 0.0]


def test_kinds_of_their_own_arrive_as_the_plain_kind_beneath():
    Pair = namedtuple("Pair", "w b")
    Color = IntEnum("Color", "RED GREEN")
    assert unpack(pack([Pair(1, 2.5), Color.GREEN, OrderedDict(a=1)])) == [(1, 2.5), 2, {"a": 1}]
    assert unpack(pack(np.ma.masked_array([1.0, 2.0], [True, False]))).tolist() == [1.0, 2.0]


def test_counts_by_numpy_number_arrive():
    labels, counts = np.unique(np.array([3, 5, 5]), return_counts=True)
    assert unpack(pack(dict(zip(labels, counts, strict=True)))) == {3: 1, 5: 2}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (len, "builtin_function_or_method"),
        (lambda: 0, "function"),
        ({1, 2}, "set"),
        (b"bytes", "bytes"),
        (np.array([1, "a", None], dtype=object), "array of dtype object"),
        (np.array(["2026-01-01"], dtype="datetime64"), "array of dtype datetime64[D]"),
        (np.zeros(2, dtype=[("x", float)]), "array of dtype [('x', '<f8')]"),
        (2**300, "int"),
        (np.random.default_rng(1), "Generator"),
        (dict.fromkeys(range(wire.MAX_KEYS + 1), 0), "dict"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_plain_data_crosses_as_the_name_of_its_type(value, name):
    got = unpack(pack(value))
    assert isinstance(got, Opaque)
    assert got.type_name == name


def test_a_list_that_holds_itself_ends_in_an_opaque():
    endless = []
    endless.append(endless)
    got = unpack(pack(endless))
    while isinstance(got, list):
        (got,) = got
    assert got == Opaque("list", "nested too deeply")


def test_long_texts_are_cut_and_half_characters_replaced():
    assert len(unpack(pack("a" * (wire.MAX_STRING + 5)))) == wire.MAX_STRING
    assert unpack(pack("half \ud800 of a pair")) == "half ? of a pair"


def test_an_array_beyond_the_limit_crosses_as_its_shape_alone(monkeypatch):
    monkeypatch.setattr(wire, "MAX_ARRAYS", 100)
    small, large = unpack(pack([np.zeros(10), np.zeros(10)]))
    assert small.shape == (10,)
    assert large.type_name == "array of shape (10,), too large to send"


def test_a_value_with_too_much_text_is_refused():
    with pytest.raises(WireError, match="too large"):
        pack([np.zeros(4), *["a" * 20_000] * 300])


def test_an_empty_array_of_huge_sides_crosses_as_its_shape_alone():
    assert unpack(pack(np.empty((wire.MAX_EMPTY, 0)))).shape == (wire.MAX_EMPTY, 0)
    large = unpack(pack(np.empty((20_000_000, 0))))
    assert large == Opaque("array of shape (20000000, 0), too large to send")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.empty((20_000_000, 0)), r"array of shape \(20000000, 0\), too large to send"),
        (np.array([1, "a"], dtype=object), "array of dtype object"),
        ({1, 2}, "set cannot be sent"),
        ([[b"bytes"]], "bytes cannot be sent"),
        (2**300, "int cannot be sent: too many digits"),
        ("a" * (wire.MAX_STRING + 1), "str cannot be sent: 1048577 characters"),
        (dict.fromkeys(range(wire.MAX_KEYS + 1), 0), "dict cannot be sent: too many keys"),
    ],
    ids=lambda part: part if isinstance(part, str) and len(part) < 80 else "",
)
def test_what_a_grader_cannot_send_is_refused_and_named(value, words):
    with pytest.raises(WireError, match=words):
        pack([value], register=lambda function: 0)


def test_slices_cross_from_the_grader_to_the_worker_only():
    sent = pack((slice(1, None, 2), Ellipsis, None, 3), register=lambda function: 0)
    assert unpack(sent, int) == (slice(1, None, 2), Ellipsis, None, 3)
    with pytest.raises(WireError):
        unpack(sent)
    assert unpack(pack(slice(3))) == Opaque("slice")


# Generators and functions cross from the grader to the worker only


@pytest.mark.parametrize("kind", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
@pytest.mark.parametrize("drawn", [0, 1, 7])
def test_a_generator_crosses_with_its_exact_state(kind, drawn):
    rng = np.random.Generator(getattr(np.random, kind)(42))
    rng.integers(0, 9, drawn, dtype=np.uint32)  # an odd number of half words leaves one in store
    twin = unpack(pack(rng), callback=int)
    for draw in (
        lambda g: g.integers(0, 99, 5, dtype=np.uint32),
        lambda g: g.normal(size=9),
        lambda g: g.permutation(9),
    ):
        np.testing.assert_array_equal(draw(twin), draw(rng))


def test_functions_cross_as_numbers_in_the_order_they_are_met():
    functions = []

    def register(function):
        functions.append(function)
        return len(functions) - 1

    sent = pack([max, {"loss": min}], register)
    assert unpack(sent, str) == ["0", {"loss": "1"}]
    assert functions == [max, min]
    assert unpack(sent, lambda number: functions[number])[1]["loss"](3, 2) == 2


def test_scaled_numbers_cross_whole_and_arrive_divided():
    pixels = np.array([[0, 51], [102, 255]], dtype=np.uint8)
    sent = pack(Scaled(pixels, 255))
    assert len(sent) < len(pack(pixels.astype(np.float32)))
    got = unpack(sent, int)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, pixels / 255, rtol=1e-6)


SCALED = ["%", ["a", "|u1", [0]], 255.0]


@pytest.mark.parametrize("tree", [["f", 0], ["l", ["f", 3]], ["g", {"bit_generator": "PCG64"}], SCALED])
def test_a_worker_cannot_send_functions_generators_or_scaled_numbers(tree):
    got = unpack(frame(tree))
    assert isinstance(got[0] if isinstance(got, list) else got, Opaque)


@pytest.mark.parametrize(
    "state", [{}, [], 3, {"bit_generator": "os"}, {"bit_generator": "PCG64"}, {"bit_generator": []}]
)
def test_a_generator_of_a_damaged_state_is_refused(state):
    with pytest.raises(WireError):
        unpack(frame(["g", state]), int)
