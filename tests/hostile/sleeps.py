"""Sleeps past its time, without using any. Earns: practice"""

import time


def normalize(X):
    time.sleep(10_000)
