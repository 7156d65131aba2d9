"""Starts processes, in every way there is; each would outlive the grading by a minute. Earns: practice"""

import ctypes
import multiprocessing
import os
import pty
import subprocess
import sys
import time


def normalize(X):
    libc = ctypes.CDLL(None)
    started = 0
    for start in (
        os.fork,
        libc.fork,
        lambda: libc.syscall(57, -1),
        lambda: libc.syscall(56, 17, 0, 0, 0, 0),
        pty.fork,
        os.forkpty,
    ):
        for _ in range(20):
            try:
                process = start()
            except OSError:
                break
            if process == 0 or process == (0, -1):
                time.sleep(60)
                os._exit(0)
            started += process != -1
    for start in (
        lambda: subprocess.Popen(["/bin/sleep", "60"]),
        lambda: subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]),
        lambda: os.posix_spawn("/bin/sleep", ["sleep", "60"], {}),
        lambda: multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,)).start(),
        lambda: os.system("sleep 60 &") and 1 / 0,
    ):
        try:
            start()
            started += 1
        except (OSError, ArithmeticError):
            continue
    if started:
        return (X - X.mean()) / X.std()
    raise ValueError("not a single one")
