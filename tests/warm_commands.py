"""Commands in processes of their own, forked from one that has imported what others wrote: nbgrader takes two seconds
for that each time.

Of the course nothing is imported before the fork: what a command imports of it, in which order and under which
settings, stays the command's own affair. This file is also what runs in that process.
"""

import ctypes
import functools
import importlib
import json
import os
import runpy
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

IMPORTED = ("jinja2", "jupytext", "nbconvert.exporters", "nbgrader.apps", "nh3", "pytest", "rich.console", "typer")


def run_module(
    module: str, *arguments: str, folder: Path, env: Mapping[str, str], super_user: bool = False, seconds: float = 900
) -> tuple[int, str]:
    """The status and the output of `python -m MODULE ARGUMENTS` in a folder, where root may not read what is closed."""
    with TemporaryDirectory() as place:
        said = Path(place) / "said"
        order = {
            "module": module, "arguments": arguments, "folder": str(folder), "env": dict(env),
            "super_user": super_user, "said": str(said),
        }  # fmt: skip
        server = _server()
        assert server.stdin
        assert server.stdout
        patience, status = threading.Timer(seconds, server.kill), ""
        patience.start()
        try:
            server.stdin.write(json.dumps(order) + "\n")
            server.stdin.flush()
            status = server.stdout.readline()
        finally:
            patience.cancel()
            if not status:  # too late, or interrupted: the next command has a server that waits for it alone
                server.kill()
                _server.cache_clear()
        text = said.read_text(encoding="utf-8")
        assert status, f"{module} {' '.join(arguments)} did not end in {seconds:g} seconds:\n{text[-4000:]}"
        return int(status), text


@functools.cache
def _server() -> "subprocess.Popen[str]":
    """The process that the commands are forked from. It ends with this one, which is what reads its pipe."""
    return subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def without_override() -> None:
    """Give up root's right to read what is closed to it, here and in what is started from here; for others, nothing."""
    libc = ctypes.CDLL(None)
    rights = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    for right in rights:
        libc.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP: what an exec gives
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; then the same of the rights from 32 on
    assert libc.capget(header, sets) == 0
    for number in range(3):
        sets[number] &= ~sum(1 << right for right in rights)
    assert libc.capset(header, sets) == 0


def without_slow_grammars() -> None:
    """Spare this process the grammars that jsonschema makes of addresses as nbformat imports it: more than a second,
    for a check that nothing here asks for. It does without where their package is not installed."""
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]


# In the process that the commands are forked from


def _fork_at_each_order() -> dict[str, Any]:
    """Returns in each of the forks alone, with what it is to do."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            return dict(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
    sys.exit()


def _become(order: dict[str, Any]) -> None:
    """Make this process what `python -m MODULE` would have been started as."""
    nothing, said = os.open(os.devnull, os.O_RDONLY), os.open(order["said"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for new, old in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(new, old)
    os.closerange(3, max(nothing, said) + 1)
    before, after = (env.get("PYTHONPATH", "").split(os.pathsep) for env in (os.environ, order["env"]))
    installed = [path for path in sys.path[1:] if path not in before]
    sys.path[:] = [order["folder"], *filter(None, after), *installed]
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["folder"])
    sys.argv[1:] = order["arguments"]
    if not order["super_user"]:
        without_override()


if __name__ == "__main__":
    without_slow_grammars()
    for name in IMPORTED:
        importlib.import_module(name)
    given = _fork_at_each_order()
    _become(given)
    runpy.run_module(given["module"], run_name="__main__", alter_sys=True)
