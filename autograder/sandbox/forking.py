"""The sandbox of a system that forks: a zygote (zygote.py), under bubblewrap where that works, else a plain process.

Forking a child costs a millisecond; a sandbox that breaks is the grader's failure and raises `SandboxError`, so that it
never becomes a student's zero.
"""

import socket
import subprocess
import time
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from autograder.course import Limits
from autograder.sandbox import bubblewrap, hardening, interface, system, wire, zygote
from autograder.sandbox.callback_process import CallBackProcess
from autograder.sandbox.interface import Sandbox, SandboxError
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.messages import Ended, Forked, Import, Ready, fields_of, read
from autograder.sandbox.system import PlainGround

CONTROL_SECONDS = 10.0
CLOSING_SECONDS = 2.0


def tell_to_import(control: socket.socket, modules: Collection[str]) -> None:
    """Have a zygote, or a nursery, import modules that take long to, before it forks again."""
    control.sendall(zygote.IMPORT)
    wire.send(control, wire.pack(fields_of(Import(tuple(sorted(modules))))))


class ForkingSandbox(Sandbox):
    """One zygote for one submission.

    Parameters
    ----------
    state
        how student code is kept apart here.
    """

    def __init__(self, datasets: tuple[str, ...], state: Isolation) -> None:
        super().__init__(datasets)
        self._ready = False
        self._imported: set[str] = set()
        self._ground: PlainGround | None = None
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = self._launch(theirs.fileno(), state)

    def _launch(self, control: int, state: Isolation) -> "subprocess.Popen[bytes]":
        hardening.forbid_tracing()  # this process holds the tests, the grades and the user's secrets
        if state.full and state.program:
            arguments, program = bubblewrap.arguments(self.datasets), [state.program.path, "--args"]
            environment, folder = system.ENVIRONMENT, "/"
            command = system.command("zygote", ["/course", "/site"], str(control), "isolated")
        else:
            try:
                ground = self._ground = PlainGround()
            except OSError as error:  # of a disk that is full, for instance
                raise SandboxError(f"the worker could not be started: {error}") from error
            arguments, program = [], []
            environment, folder = ground.environment, ground.folder
            command = system.command("zygote", ground.paths, str(control), ground.how)
        with bubblewrap.argument_file(arguments) as file:
            if program:
                command[:0] = [*program, str(file), "--"]
            try:
                return subprocess.Popen(
                    command, env=environment, cwd=folder, pass_fds=[control, file], **system.apart(),
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                )  # fmt: skip
            except OSError as error:
                raise SandboxError(f"the worker could not be started: {error}") from error

    def start_child(self, imports: Collection[str] = ()) -> socket.socket:
        self._await_ready()
        self._import({*imports} - self._imported)
        mine, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"f"], [theirs.fileno()])
                self._receive(Forked)
            except (OSError, EOFError, wire.WireError) as error:
                mine.close()
                raise SandboxError(f"the worker did not fork: {self._diagnosis(error)}") from error
        return mine

    def end_child(self) -> str:
        if not self.alive:
            return system.how_it_ended(None)
        try:
            socket.send_fds(self._control, [b"e"], [])
            ended: Ended = self._receive(Ended)
        except (OSError, EOFError, wire.WireError):
            self.close()
            return system.how_it_ended(None)
        return system.how_it_ended(-(ended.status & 127))

    def callbacks(self, limits: Limits) -> CallBackProcess:
        return CallBackProcess(limits)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        self._control.close()  # at which the worker ends its children and itself, and leaves no orphan
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(CLOSING_SECONDS)
        system.end(self._process)
        if self._ground:
            self._ground.remove()
            self._ground = None

    def _await_ready(self) -> None:
        if self._ready:
            return
        try:
            self._receive(Ready, interface.START_SECONDS)
        except (OSError, EOFError, wire.WireError) as error:
            message = self._diagnosis(error)
            self.close()
            raise SandboxError(f"the worker did not start: {message}") from error
        self._ready = True

    def _import(self, modules: set[str]) -> None:
        """Have the zygote import what each of its children would otherwise import by itself."""
        if not modules:
            return
        try:
            tell_to_import(self._control, modules)
            self._receive(Ready, interface.START_SECONDS)
        except (OSError, EOFError, wire.WireError) as error:
            raise SandboxError(f"the worker could not import {', '.join(modules)}: {self._diagnosis(error)}") from error
        self._imported |= modules

    def _receive(self, kind: type, seconds: float = CONTROL_SECONDS) -> Any:
        return read(wire.unpack(wire.receive(self._control, time.monotonic() + seconds)), kind)

    def _diagnosis(self, error: BaseException) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
            return system.last_words(self._process)
        return str(error) or type(error).__name__
