"""Sends nan, infinity and whole numbers of thousands of digits in every place. Earns: practice"""

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


WHOLE = b"9" * 4000
VALUES = [b"NaN", b"-Infinity", b"1e999", WHOLE, b'["a","<f8",[' + WHOLE + b"]]", b'["l",' + WHOLE + b",NaN]"]


def normalize(X):
    effects = b'["d",["changed",NaN],["printed",Infinity],["global_random",["a","<f8",[0]]],["warnings",%s]]' % WHOLE
    send(*(frame(b'["d",["value",%s],["effects",%s]]' % (value, effects)) for value in VALUES))
    return X
