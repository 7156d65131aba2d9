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


send(
    frame(
        [
            "d",
            [
                "problems",
                [
                    "l",
                    [
                        "d",
                        ["unit", 0],
                        ["types", ["l", "SyntaxError"]],
                        ["message", "\ud800 \x1b[2J"],
                        ["lines", ["l", ["l", "a", float("inf"), "b"]]],
                    ],
                ],
            ],
            ["defined", ["d"]],
        ]
    )
)


def normalize(X):
    return X
