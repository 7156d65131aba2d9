"""Reports, while it loads, problems that lack every part. Earns: nothing"""

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


send(frame(["t", "Loaded", ["d", ["normalize", "function"]], ["d"], ["t", ["t", "Problem", ["t", 5]]]]))


def normalize(X):
    return X
