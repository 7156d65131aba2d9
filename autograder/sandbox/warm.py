"""Warm sandboxes for a class: each is born from a nursery (nursery.py), where that is proved to keep apart as well.

What is proved is a sandbox that was born as all others will be: a probe in it has failed at everything that student
code must not do. Where it has not, or where a nursery cannot be had, sandboxes are started one by one.
"""

import socket
import subprocess
from contextlib import suppress
from select import poll, select

from autograder.sandbox import bubblewrap, hardening, interface, isolation, nursery, system, wire
from autograder.sandbox.forking import CLOSING_SECONDS, ForkingSandbox, tell_to_import
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.messages import Ready, read
from autograder.sandbox.waiting import WaitingSandboxes

NURSERIES = 2  # kept by a process: a class is graded chapter by chapter


class WarmSandboxes(WaitingSandboxes):
    """Waiting sandboxes that are born from nurseries."""

    def __init__(self) -> None:
        super().__init__()
        self._nurseries: dict[tuple[str, ...], Nursery | None] = {}

    def close(self) -> None:
        """End the one that waits, and what it was born from."""
        super().close()
        for each in self._nurseries.values():
            if each is not None:
                each.close()
        self._nurseries.clear()

    def _made(self, datasets: tuple[str, ...]) -> Sandbox:
        home = self._nursery(datasets)
        if home is not None:
            try:
                return BornSandbox(datasets, home)
            except OSError:  # it has ended: the next one is started anew
                home.close()
                del self._nurseries[datasets]
        return super()._made(datasets)

    def _nursery(self, datasets: tuple[str, ...]) -> "Nursery | None":
        if datasets not in self._nurseries:
            if len(self._nurseries) >= NURSERIES:
                oldest = self._nurseries.pop(next(iter(self._nurseries)))
                if oldest is not None:
                    oldest.close()
            self._nurseries[datasets] = proved_nursery(datasets)
        return self._nurseries[datasets]


def proved_nursery(datasets: tuple[str, ...]) -> "Nursery | None":
    """A nursery whose sandboxes keep apart as fully as one that bubblewrap starts; None where there is none."""
    state = isolation.isolation()
    if not (state.full and state.program and system.forks()):
        return None
    home = None
    with suppress(OSError, EOFError, wire.WireError):
        home = Nursery(datasets, state)
        if home.probe().full:
            return home
    if home is not None:
        home.close()
    return None


class Nursery:
    """The grader's side of a nursery.

    Raises
    ------
    OSError, EOFError, WireError
        where it does not start.
    """

    def __init__(self, datasets: tuple[str, ...], state: Isolation) -> None:
        assert state.program
        self.state = state
        self.imported: set[str] = set()
        hardening.forbid_tracing()
        self._control, theirs = socket.socketpair()
        arguments = bubblewrap.arguments(datasets, system.NURSERY_FILES, bears=True)
        with theirs, bubblewrap.argument_file(arguments) as file:
            self._process = subprocess.Popen(
                [
                    state.program.path, "--args", str(file), "--",
                    *system.command("nursery", ["/course", "/site"], str(theirs.fileno())),
                ],
                env=system.ENVIRONMENT, cwd="/", pass_fds=[theirs.fileno(), file], **system.apart(),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )  # fmt: skip
        try:
            self._control.settimeout(interface.START_SECONDS)
            read(wire.unpack(wire.receive(self._control)), Ready)
        except BaseException:
            self.close()
            raise

    def bear(self, channel: int, what: bytes = nursery.ZYGOTE) -> None:
        """Have a zygote, or a probe, born that talks over a socket; OSError where the nursery has ended."""
        socket.send_fds(self._control, [what], [channel])

    def prepare(self, modules: set[str]) -> None:
        """Have it import what all that are born from here on shall have; OSError where the nursery has ended."""
        if new := modules - self.imported:
            tell_to_import(self._control, new)
            self.imported |= new

    def probe(self) -> Isolation:
        """What a student's code could do in a sandbox that is born here."""
        assert self.state.program
        mine, theirs = socket.socketpair()
        with mine:
            with theirs:
                self.bear(theirs.fileno(), nursery.PROBE)
            state = isolation.judge(self.state.program, mine)
        return state or Isolation(False, "no sandbox was born", self.state.program)

    def close(self) -> None:
        """End it, and all that were born of it."""
        self._control.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(CLOSING_SECONDS)
        system.end(self._process)


class BornSandbox(ForkingSandbox):
    """A zygote that was born in a nursery."""

    def __init__(self, datasets: tuple[str, ...], home: Nursery) -> None:
        self._home = home
        super().__init__(datasets, home.state)
        self._imported |= home.imported

    def _launch(self, control: int, _state: Isolation) -> "subprocess.Popen[bytes]":
        self._home.bear(control)
        return self._home._process

    def _import(self, modules: set[str]) -> None:
        super()._import(modules)
        with suppress(OSError):  # where it has ended, a new one will be started
            self._home.prepare(modules)

    @property
    def alive(self) -> bool:
        if self._control.fileno() < 0:
            return False
        watch = poll()
        watch.register(self._control, 0)  # hanging up is told in any case
        return not watch.poll(0)

    def close(self) -> None:
        with suppress(OSError):  # the zygote takes it that the grader has gone, ends its children and then itself
            self._control.shutdown(socket.SHUT_WR)
            while select([self._control], [], [], CLOSING_SECONDS)[0]:
                if not self._control.recv(1 << 16):
                    break
            else:
                self._home.close()  # at which the kernel ends every process in it
        self._control.close()

    def _diagnosis(self, error: BaseException) -> str:
        return str(error) or type(error).__name__
