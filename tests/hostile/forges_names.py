"""Defines, so it says, a hundred thousand functions that are nearly right. Earns: nothing"""

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


send(frame(["t", "Loaded", ["d", *([f"normaliz{n}", "function"] for n in range(100_000))], ["d"], ["t"]]))


def normalize(X):
    return X
