"""The wire format: what is sent arrives as it was, and what is damaged or forged is refused with WireError alone."""

import json
import math
import socket
import threading
import time
import tracemalloc
from collections import OrderedDict, namedtuple
from contextlib import suppress
from enum import IntEnum

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.sandbox import wire
from autograder.sandbox.wire import HEADER, Opaque, Scaled, WireError, pack, unpack

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


def frame(tree, body=b""):
    """A frame as a forger makes it: any JSON, any bytes."""
    text = (tree if isinstance(tree, str) else json.dumps(tree)).encode()
    return HEADER.pack(len(text), len(body)) + text + body


# What is sent arrives


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


# What is damaged or forged is refused


def unpacked_or_refused(data):
    """Unpack; anything but a value or WireError is a fault."""
    for callback in (None, int):
        with suppress(WireError):
            unpack(data, callback)


@given(st.binary(max_size=200))
def test_random_bytes_are_refused(data):
    unpacked_or_refused(data)


@settings(max_examples=200)
@given(PLAIN, st.data())
def test_a_frame_with_bytes_changed_is_read_or_refused(value, data):
    damaged = bytearray(pack(value))
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    unpacked_or_refused(bytes(damaged))


@given(PLAIN, st.data())
def test_a_frame_cut_short_or_with_bytes_to_spare_is_refused(value, data):
    whole = pack(value)
    with pytest.raises(WireError):
        unpack(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(WireError):
        unpack(whole + b"\0")


JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=4),
        st.sampled_from(["l", "t", "d", "a", "s", "o", "f", "g", "<f8", "|b1", "<U9", "|O", ">c16"]),
    ),
    lambda items: st.one_of(
        st.lists(items, max_size=5),
        st.dictionaries(st.text(max_size=4), items, max_size=3),
        st.tuples(
            st.sampled_from(["a", "s"]), st.sampled_from(["<f8", "|i1", ">f2"]), st.lists(st.integers(), max_size=3)
        ),
    ),
    max_leaves=20,
)


@settings(max_examples=300)
@given(JSON, st.binary(max_size=64))
def test_any_json_with_any_bytes_is_read_or_refused(tree, body):
    unpacked_or_refused(frame(tree, body))


@pytest.mark.parametrize(
    ("tree", "body"),
    [
        (["a", "<f8", [1 << 39]], b""),
        (["a", "<f8", [1 << 30, 1 << 30]], b"12345678"),
        (["a", "<f8", [2]], b"12345678"),
        (["a", "|b1", [-1]], b"1"),
        (["a", "|b1", [True]], b"1"),
        (["a", "|b1", [1.0]], b"1"),
        (["a", "|b1", "11"], b"1"),
        (["a", "|b1", [1] * 33], b"1"),
        (["a", "<f8", [0, 1 << 39, 1 << 39]], b""),
        (["a", "|b1", [20_000_000, 0]], b""),
        (["s", "|b1", [0, 0, wire.MAX_EMPTY + 1]], b""),
        (["a", "|O", [1]], b"12345678"),
        (["a", "<U99999999", [0]], b""),
        (["a", "<M8[s]", [1]], b"12345678"),
        (["a", ["<f8"], [1]], b"12345678"),
        (["a", "<f8"], b""),
        (["s"], b""),
        (["l", ["a", "<f8", [1]], ["a", "<f8", [1]]], b"12345678"),
        ([], b""),
        ({}, b""),
        ({"d": 1}, b""),
        (["x", 1], b""),
        ([["l"]], b""),
        (["o", "name"], b""),
        (["d", [["l"], 1]], b""),
        (["d", [["d"], 1]], b""),
        (["d", 1], b""),
        (["d", ["key"]], b""),
        (["d", *([key, 0] for key in range(wire.MAX_KEYS + 1))], b""),
        ("[" * 100_000, b""),
        ('["l",' * 40 + "0" + "]" * 40 + "]" * 40, b""),
        ('["l",' * 60 + "0" + "]" * 60, b""),
        ("1" * 5_000, b""),
        ("not JSON", b""),
        ("", b""),
    ],
    ids=lambda part: repr(part)[:40],
)
def test_a_forged_frame_is_refused(tree, body):
    with pytest.raises(WireError):
        unpack(frame(tree, body))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 7,
        HEADER.pack(10, 0) + b"1",
        HEADER.pack(1, 10) + b"1",
        HEADER.pack(2**32 - 1, 2**32 - 1) + b"1",
        HEADER.pack(1, 0) + b"\xff",
        HEADER.pack(wire.MAX_TEXT + 1, 0) + b" " * (wire.MAX_TEXT + 1),
    ],
    ids=["nothing", "half a header", "text lacking", "arrays lacking", "huge", "not UTF-8", "too much text"],
)
def test_sizes_that_lie_are_refused(data):
    with pytest.raises(WireError):
        unpack(data)


def test_a_forged_size_costs_no_memory():
    forged = [
        frame(["a", "<f8", [1 << 39]]),
        frame(["l", *(["a", "<f8", [1 << 20, 1 << 10]] for _ in range(100))]),
        frame(["d", [["t", ["a", "<c32", [1 << 38]]], 0]]),
    ]
    tracemalloc.start()
    try:
        for data in forged:
            with pytest.raises(WireError):
                unpack(data)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


# Through a socket


@pytest.fixture
def channel():
    mine, theirs = socket.socketpair()
    with mine, theirs:
        yield mine, theirs


def test_a_frame_crosses_a_socket_whole_however_it_is_cut(channel):
    mine, theirs = channel
    sent = pack({"X": np.arange(200_000.0), "name": "softmax"})

    def trickle():
        for start in range(0, len(sent), 77_777):
            theirs.sendall(sent[start : start + 77_777])

    thread = threading.Thread(target=trickle)
    thread.start()
    received = wire.receive(mine, time.monotonic() + 30)
    thread.join()
    assert received == sent


def test_send_and_receive_are_each_others_inverse(channel):
    mine, theirs = channel
    wire.send(mine, pack([1, 2.5, "x"]), time.monotonic() + 30)
    assert unpack(wire.receive(theirs, time.monotonic() + 30)) == [1, 2.5, "x"]


def test_a_channel_closed_in_the_middle_of_a_frame_is_an_eof(channel):
    mine, theirs = channel
    theirs.sendall(pack(np.zeros(9))[:-1])
    theirs.close()
    with pytest.raises(EOFError):
        wire.receive(mine)


def test_a_frame_that_does_not_come_in_time_is_a_timeout(channel):
    mine, theirs = channel
    theirs.sendall(HEADER.pack(100, 0) + b"[")
    with pytest.raises(TimeoutError):
        wire.receive(mine, time.monotonic() + 0.05)


def test_a_frame_that_nobody_takes_is_a_timeout(channel):
    mine, _theirs = channel
    with pytest.raises(TimeoutError):
        wire.send(mine, b"\0" * (8 << 20), time.monotonic() + 0.05)


@pytest.mark.parametrize("sizes", [(wire.MAX_TEXT + 1, 0), (0, wire.MAX_ARRAYS + 1), (2**32 - 1, 2**32 - 1)])
def test_a_frame_announced_too_large_is_refused_before_it_is_read(channel, sizes):
    mine, theirs = channel
    theirs.sendall(HEADER.pack(*sizes))
    with pytest.raises(WireError, match="too large"):
        wire.receive(mine, time.monotonic() + 30)


def test_a_frame_announced_large_takes_only_the_memory_that_was_sent(channel):
    mine, theirs = channel
    theirs.sendall(HEADER.pack(10, wire.MAX_ARRAYS) + b" " * 1000)
    theirs.close()
    tracemalloc.start()
    try:
        with pytest.raises(EOFError):
            wire.receive(mine)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()
