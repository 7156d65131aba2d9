"""Reports, while it loads, problems in line number infinity. Earns: nothing"""

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


PROBLEM = ["t", "Problem", ["t", "SyntaxError"], "\ud800 \x1b[2J", ["t", ["t", "arrays.py", float("inf"), "b"]], 0, ""]

send(frame(["t", "Loaded", ["d"], ["d"], ["t", PROBLEM]]))


def normalize(X):
    return X
