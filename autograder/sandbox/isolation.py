"""How student code is kept apart on this machine: proved by trial, once per command, before any of it runs.

Isolation is called full only after a probe (probe.py), which runs as a student's code would, has failed at
everything that such code must not do.
"""

import functools
import os
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from autograder.language import N_, said
from autograder.sandbox import bubblewrap, hardening, system
from autograder.sandbox.bubblewrap import Bubblewrap

PROBE_SECONDS = 30.0
NEIGHBORS = 20  # of the files in a folder that are tried
ANSWER_BYTES = 1 << 16

# What each trial of the probe must find, in words.
TRIALS = {
    "user": "runs as a user without rights, never as root",
    "filtered": "may make only the system calls that calculations need",
    "reads": "reads no file of this machine but Python, its packages and the course's data",
    "writes": f"writes nowhere but in a folder of its own, of {hardening.SCRATCH_BYTES >> 20} MB",
    "sees": "sees no other process, and not where files lie on this machine",
    "connects": "connects to nothing",
    "starts": "starts no process and no program",
    "signals": "reaches no other process: no signals, no tracing, no memory",
    "rises": "gains no rights: no mounts, no devices, no links, no other user",
    "exceeds": "has bounds: of memory, of files, of its own folder",
    "lacks": "reads what it needs",
}


@dataclass(frozen=True)
class Finding:
    """One thing that student code must not be able to do, and what the probe managed of it: nothing, it is hoped."""

    title: str
    managed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Isolation:
    """How student code is kept apart on this machine: fully (the probe failed at everything) or not, and then why."""

    full: bool
    reason: str = ""
    program: Bubblewrap | None = None
    findings: tuple[Finding, ...] = field(default=(), repr=False)

    @property
    def summary(self) -> str:
        if self.full:
            return "full: bubblewrap closes the file system, the network and other processes to student code"
        return said("{level}: {reason}. {worst}", level=_LESS, reason=self.reason, worst=THE_WORST)

    @property
    def warning(self) -> str:
        """What a learner is told after a check: the worst, in short. "" where isolation is full."""
        return "" if self.full else IN_SHORT


_LESS = "REDUCED" if hardening.POSIX else "NONE"
IN_SHORT = said(
    "Isolation is {level}: what is checked here could read, change and delete your files. Check your own code, or code "
    "that you trust, and no other. More about it:  course doctor",
    level=_LESS,
)
THE_WORST = said(
    "Student code runs as a plain process with {limits}: it could change grades, read, change and delete other "
    "students' files and your own, leave programs that run in your name later, and read the memory and the environment "
    "of your programs. Run your own code, or code that you trust, and no other",
    limits=system.LIMITS,
)


@functools.cache
def isolation() -> Isolation:
    """Find a bubblewrap that works, and prove it, before any student code can run."""
    if sys.platform != "linux":
        return Isolation(False, N_("full isolation needs Linux"))
    if not system.forks():
        return Isolation(False, said("a plain process was asked for ({choice})", choice=f"{system.CHOICE}=process"))
    states, wrong = [], []
    for candidate in (bubblewrap.of_the_system, bubblewrap.of_the_wheel):
        try:
            program = candidate()
            if program is None:
                continue
            state = _probe(program)
        except (ValueError, OSError, subprocess.SubprocessError) as error:
            wrong.append(str(error))
            continue
        if state.full:
            return state
        states.append(state)
    if states:  # what a probe found says more than why a second one could not be run
        return states[0]
    return Isolation(False, "; ".join(wrong) or said("bubblewrap is not installed ({how})", how=bubblewrap.INSTALL))


def _probe(program: Bubblewrap) -> Isolation:
    """Run the probe under a bubblewrap, and judge what it says."""
    mine, theirs = socket.socketpair()
    arguments = bubblewrap.arguments((), ("hardening.py", "probe.py"))
    with mine, bubblewrap.argument_file(arguments) as file:
        with theirs:
            process = subprocess.Popen(
                [
                    program.path, "--args", str(file), "--",
                    *system.command("probe", ["/course"], str(theirs.fileno())),
                ],
                env=system.ENVIRONMENT, pass_fds=[theirs.fileno(), file], **system.apart(),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )  # fmt: skip
        try:
            state = judge(program, mine)
            _out, said = process.communicate(timeout=PROBE_SECONDS)
        except (TimeoutError, subprocess.TimeoutExpired):
            return Isolation(False, f"{program} does not work here (the probe did not end)", program)
        except OSError as error:  # of a disk that is full, for instance
            return Isolation(False, f"{program} could not be tried ({error.strerror})", program)
        finally:
            mine.close()  # or the probe would wait for its questions
            system.end(process)  # with what it started, which may wait for it, and would hold its end of the pipe
    if state is None:
        words = (said.decode(errors="replace").strip().splitlines() or ["no message"])[-1]
        return Isolation(
            False, f"bubblewrap is installed but does not work here ({words}); many containers forbid it", program
        )
    return state


def judge(program: Bubblewrap, channel: socket.socket) -> Isolation | None:
    """Tell the probe at the other end of a channel what to try, and judge what it says; None where it says nothing.

    Raises
    ------
    TimeoutError
        where it does not end.
    """
    channel.settimeout(PROBE_SECONDS)
    channel.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)  # so that the kernel says whose answer it is
    with tempfile.NamedTemporaryFile(prefix="probe-") as canary:
        canary.write(b"as it was")
        canary.flush()
        with suppress(OSError):
            outside = [canary.name, *_files_outside()]
            channel.sendall("\0".join(outside).encode(errors="surrogateescape") + b"\n")
        answer, user = _answer(channel)
        changed = Path(canary.name).read_bytes() != b"as it was"
    return _judged(program, answer, user, changed) if answer else None


def _judged(program: Bubblewrap, answer: str, user: int, changed: bool) -> Isolation:
    lines = [line.split("\t", 1) for line in answer.splitlines()]
    managed: dict[str, list[str]] = {name: [] for name in TRIALS}
    tried = {"user"} | {line[0] for line in lines if len(line) == 1}
    for name, *what in lines:
        managed.get(name, []).extend(what)
    if user == 0 and (hardening.is_root() or os.geteuid() != 0):
        managed["user"].append("it runs as root")
    if changed:
        managed["writes"].append("a file outside was changed")
    for name in TRIALS.keys() - tried:
        managed[name].append("the probe ended before this was tried")
    findings = tuple(Finding(TRIALS[name], tuple(what)) for name, what in managed.items())
    for name in TRIALS:
        if managed[name]:
            more = f" and {len(managed[name]) - 1} more" if len(managed[name]) > 1 else ""
            reason = f'not so: "student code {TRIALS[name]}" ({managed[name][0]}{more})'
            if name == "lacks":
                reason += "; as root, student code runs as the user nobody, who must be able to read these"
            return Isolation(False, f"{program} works, but a probe inside found {reason}", program, findings)
    return Isolation(True, "", program, findings)


def _answer(channel: socket.socket) -> tuple[str, int]:
    """All that the probe says, and the user who says it."""
    text, user = b"", 0
    with suppress(ConnectionError):
        while len(text) < ANSWER_BYTES:
            part, extra, _flags, _address = channel.recvmsg(ANSWER_BYTES, socket.CMSG_SPACE(12))
            if not part:
                break
            text += part
            for level, kind, data in extra:
                if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
                    user = int.from_bytes(data[4:8], sys.byteorder)
    return text.decode(errors="replace"), user


def _files_outside() -> list[str]:
    """Files that student code must not see: the course's own, the user's, the class's, the grader's secrets."""
    own = f"/proc/{os.getpid()}"
    files = [__file__, f"{sys.prefix}/pyvenv.cfg", "/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/hosts"]
    files += [f"{own}/environ", f"{own}/mem", f"{own}/maps", f"{own}/cmdline"]
    for folder in (Path.cwd, Path.home):
        with suppress(OSError, RuntimeError):
            entries = sorted(os.scandir(folder()), key=lambda entry: entry.name)
            files += [entry.path for entry in entries if entry.is_file(follow_symlinks=False)][:NEIGHBORS]
    return files
