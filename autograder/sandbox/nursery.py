"""A nursery of sandboxes: a process, warm with NumPy, from which zygotes are born, one for each submission of a class.

It stands inside bubblewrap as a zygote does, and never sees a student's file. Each zygote gets namespaces of its own
(processes, mounts, network, queues) and an empty folder to write in, and then gives up the right to make any: from
there on it is the same as one that bubblewrap started (zygote.py), a tenth of a second of imports the cheaper.
"""

import ctypes
import os
import signal
import socket
import sys
from typing import NoReturn

from . import hardening, probe, wire, zygote
from .messages import Ready, fields_of
from .worker import close_standard_streams, rehearse, rest_of_life

ZYGOTE, PROBE = b"z", b"p"
_CLONE_NEWNS, _CLONE_NEWUTS, _CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
_CLONE_NEWPID, _CLONE_NEWNET = 0x20000000, 0x40000000
_MS_NOSUID, _MS_NODEV, _MS_PRIVATE_TREE = 2, 4, (1 << 18) | (1 << 14)
_KEPT = (1 << 5) | (1 << 6) | (1 << 7)  # CAP_KILL, CAP_SETGID, CAP_SETUID: as bubblewrap leaves them to a zygote
_libc = ctypes.CDLL(None, use_errno=True)


def main() -> NoReturn:
    """The nursery's life: say "ready", then bear a zygote (or a probe) for each socket that is handed in."""
    control = socket.socket(fileno=int(sys.argv[1]))
    hardening.hide_from_children()
    close_standard_streams()
    rehearse()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who end
    wire.send(control, wire.pack(fields_of(Ready())))
    own = os.pidfd_open(os.getpid())
    while True:
        message, files, _flags, _address = socket.recv_fds(control, 1, 1)
        if message == zygote.IMPORT:
            zygote.import_told(control)
            continue
        if message not in (ZYGOTE, PROBE) or len(files) != 1:  # the grader has gone, and all that was born goes too
            os._exit(0)
        _do("unshare", _libc.unshare(_CLONE_NEWPID))  # of the processes that are forked from here on
        if os.fork() == 0:
            with rest_of_life():
                os.close(own)
                control.close()
                _bear(message, files[0])
        _do("setns", _libc.setns(own, _CLONE_NEWPID))
        os.close(files[0])


def _bear(message: bytes, channel: int) -> None:
    """Be the first process of a sandbox: close it off, give up the right to do so, and live as what is asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    hardening.end_with_parent()
    _do("unshare", _libc.unshare(_CLONE_NEWNS | _CLONE_NEWUTS | _CLONE_NEWIPC | _CLONE_NEWNET))
    _do("mount", _libc.mount(b"none", b"/", None, _MS_PRIVATE_TREE, None))
    room = f"mode=1777,size={hardening.SCRATCH_BYTES}".encode()
    _do("mount", _libc.mount(b"tmpfs", b"/tmp", b"tmpfs", _MS_NOSUID | _MS_NODEV, room))
    os.chdir("/tmp")
    hardening.keep_capabilities(_KEPT if hardening.is_root() else 0)
    sys.argv[1:] = [str(channel), "isolated"]
    if message == PROBE:
        probe.main()
    zygote.main()


def _do(what: str, failed: int) -> None:
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


if __name__ == "__main__":
    main()
