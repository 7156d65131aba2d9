"""The sandbox of a system without fork: a plain process for each exercise, the next of which starts ahead.

It connects to a port of this machine, and shows who it is by a word that it was told over its standard input.
"""

import hmac
import secrets
import socket
import subprocess
import time
from collections.abc import Collection
from contextlib import suppress

from autograder.course import Limits
from autograder.sandbox import hardening, interface, system, wire
from autograder.sandbox.callbacks import CallBackThread
from autograder.sandbox.interface import Sandbox, SandboxError
from autograder.sandbox.messages import Ready, read
from autograder.sandbox.system import PlainGround

LOOK_SECONDS = 0.1  # how often it is asked whether a process that should connect has ended


class SpawningSandbox(Sandbox):
    """Processes for one submission, an exercise each."""

    def __init__(self, datasets: tuple[str, ...] = ()) -> None:
        super().__init__(datasets)
        hardening.forbid_tracing()  # this process holds the tests, the grades and the user's secrets
        self._ground = PlainGround()
        self._child: _Process | None = None
        self._next: _Process | None = _Process(self._ground)
        self._closed = False

    def start_child(self, imports: Collection[str] = ()) -> socket.socket:
        self._child, self._next = self._next or _Process(self._ground), None
        try:
            channel = self._child.channel()
        except SandboxError:
            self.close()
            raise
        self._next = _Process(self._ground)
        return channel

    def end_child(self) -> str:
        child, self._child = self._child, None
        return child.end() if child else system.how_it_ended(None)

    def callbacks(self, _limits: Limits) -> CallBackThread:
        return CallBackThread()

    @property
    def alive(self) -> bool:
        return not self._closed

    def close(self) -> None:
        for process in (self._child, self._next):
            if process:
                process.end()
        self._child = self._next = None
        self._closed = True
        self._ground.remove()


class _Process:
    """A worker that has been started, and connects when it is ready."""

    def __init__(self, ground: PlainGround) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        self._word = secrets.token_hex(32).encode() + b"\n"
        try:
            self._process = subprocess.Popen(
                system.command("worker", ground.paths, str(port), ground.how),
                env=ground.environment, cwd=ground.folder, **system.apart(),
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )  # fmt: skip
        except OSError as error:
            self._listener.close()
            raise SandboxError(f"the worker could not be started: {error}") from error
        assert self._process.stdin
        with suppress(OSError):  # of one that has ended already
            self._process.stdin.write(self._word)
            self._process.stdin.flush()  # and stays open: when this process ends, so does the worker

    def channel(self) -> socket.socket:
        """The channel to the process, once it is ready."""
        deadline = time.monotonic() + interface.START_SECONDS
        with self._listener:
            while time.monotonic() < deadline:
                self._listener.settimeout(LOOK_SECONDS)
                try:
                    channel, _address = self._listener.accept()
                except TimeoutError:
                    if self._process.poll() is not None:
                        raise SandboxError(f"the worker did not start: {system.last_words(self._process)}") from None
                    continue
                with suppress(OSError, EOFError, wire.WireError):
                    if self._is_ours(channel, deadline):
                        channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                        return channel
                channel.close()  # another program of this machine
        raise SandboxError("the worker did not start: it did not connect")

    def _is_ours(self, channel: socket.socket, deadline: float) -> bool:
        said = wire.receive_exactly(channel, len(self._word), min(deadline, time.monotonic() + 1.0))
        if not hmac.compare_digest(said, self._word):
            return False
        read(wire.unpack(wire.receive(channel, deadline)), Ready)
        return True

    def end(self) -> str:
        """End the process and all it started; in words, how it ended."""
        self._listener.close()
        with suppress(subprocess.TimeoutExpired):  # it may be about to end by itself: then that is how it ended
            self._process.wait(0)
        status = system.end(self._process)
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.close()
        return system.how_it_ended(status)
