"""The wire format: what is damaged or forged is refused with WireError alone, and costs nothing."""

import socket
import threading
import time
import tracemalloc
from contextlib import suppress

import numpy as np
import pytest
from frames import PLAIN, frame
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox import wire
from autograder.sandbox.wire import HEADER, WireError, pack, unpack


def unpacked_or_refused(data):
    """Unpack; anything but a value or WireError is a fault."""
    for callback in (None, int):
        with suppress(WireError):
            unpack(data, callback)


@pytest.mark.slow
@given(st.binary(max_size=200))
def test_random_bytes_are_refused(data):
    unpacked_or_refused(data)


@pytest.mark.slow
@settings(max_examples=200)
@given(PLAIN, st.data())
def test_a_frame_with_bytes_changed_is_read_or_refused(value, data):
    damaged = bytearray(pack(value))
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    unpacked_or_refused(bytes(damaged))


@pytest.mark.slow
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


@pytest.mark.slow
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
