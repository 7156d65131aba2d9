"""Aborts, with a core dump of all it knows. Earns: practice"""

import os
import resource


def normalize(X):
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
    finally:
        os.abort()
