"""Announces, while it loads, a piece of itself whose number is infinite. Earns: nothing"""

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


send(frame(["t", "Running", float("inf")]))


def normalize(X):
    return X
