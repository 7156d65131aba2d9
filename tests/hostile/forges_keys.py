"""Sends dictionaries whose keys are lists, nothing at all, or made to collide. Earns: practice"""

import json
import os
import struct


def frame(tree, body=b""):
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return struct.pack("<II", len(text), len(body)) + text + body


def send(*frames):
    for number in range(256):
        try:
            for data in frames:
                os.write(number, data)
        except OSError:
            continue


EFFECTS = ["t", "Effects", ["t"], "", False, ["t"]]


def normalize(X):
    collide = [[number * (2**61 - 1), 1] for number in range(100_000)]
    send(
        frame(["t", "Returned", ["d", [None, 2], [["t", 1, ["t", 2]], 3]], EFFECTS]),
        frame(["t", "Returned", ["d", [["l", 1], 1]], EFFECTS]),
        frame(["t", "Returned", ["d", *collide], EFFECTS]),
        frame(["d", [None, None], [["l"], ["l"]]]),
        frame(["d", 5]),
        frame(["x"]),
        frame([]),
        frame(b""),
    )
    return X
