"""JupyterLab in a real browser, driven by its own commands: open a notebook, write a cell, run it, read the page."""

import json
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from installed import Installation

PATIENCE = 90.0  # seconds after which something that has not happened will not

# What each script below begins with: `panel` is the open notebook's, and `cell(name)` one of its cells, by its id in
# the notebook or by its place, from the end where that is negative.
_HELPERS = """
const app = window.jupyterapp, panel = app.shell.currentWidget, done = arguments[arguments.length - 1];
const cell = name => typeof name === 'number' ? panel.content.widgets.at(name)
  : panel.content.widgets.find(each => each.model.id === name);
const pause = () => new Promise(resolve => setTimeout(resolve, 50));
const go = async () => { %s };
go().then(done, error => done({error: String(error && error.stack || error)}));
"""
# By itself JupyterLab keeps only the cells that are in sight in the page, and fetches others when it has time.
_SETTINGS = {"@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"}}
_OPEN = """
  await app.restored;
  const path = arguments_[0];
  const opened = await app.commands.execute('docmanager:open', {path, factory: 'Notebook', kernel: {name: 'python3'}});
  await opened.context.ready;
  await opened.sessionContext.ready;
  await opened.revealed;
  return opened.content.widgets.length;
"""
_WRITE = "cell(arguments_[0]).model.sharedModel.setSource(arguments_[1]);"
_RUN = """
  panel.content.activeCellIndex = panel.content.widgets.indexOf(cell(arguments_[0]));
  panel.content.deselectAll();
  const ran = cell(arguments_[0]), outputs = ran.model.outputs, before = ran.model.executionCount;
  for (let tries = 0; ran.model.executionCount === before; tries++) {  // a notebook just opened may not take it
    if (tries === 40) throw new Error(`the cell was not run: ${panel.sessionContext.kernelDisplayStatus}`);
    if (tries) await pause();
    await app.commands.execute('notebook:run-cell');
  }
  const parts = () => Array.from(ran.outputArea.node.querySelectorAll('.jp-OutputArea-output'));
  const isShown = () => parts().length >= outputs.length && parts().every(each => each.checkVisibility());
  for (let tries = 0; !isShown(); tries++) {
    if (tries === 400) throw new Error('what the cell has come to is not shown');
    await pause();
  }
  return parts().map(each => each.innerText).join('\\n');
"""
_THEME = """
  await app.commands.execute('apputils:change-theme', {theme: arguments_[0]});
  while (document.body.dataset.jpThemeName !== arguments_[0]) await pause();
"""


class Lab:
    """A browser that shows JupyterLab."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser

    def do(self, script: str, *arguments: object) -> Any:
        """Run a script in the page, in which `arguments_` are the arguments; what it comes to.

        Raises
        ------
        AssertionError
            where the script does.
        """
        text = f"const arguments_ = Array.from(arguments);{_HELPERS % script}"
        came = self.browser.execute_async_script(text, *arguments)
        assert not (isinstance(came, dict) and "error" in came), came
        return came

    def open(self, path: str) -> None:
        """Open a notebook of the workspace, with a kernel, and have it in front."""
        assert self.do(_OPEN, path) > 0

    def write(self, cell: str | int, source: str) -> None:
        self.do(_WRITE, cell, source)

    def run(self, cell: str | int) -> str:
        """Run a cell to its end; the words that the page shows below it."""
        return " ".join(self.do(_RUN, cell).split())

    def write_and_check(self, cell: str, source: str, check: str) -> str:
        """Write an exercise's cell, run it, and run the cell that checks it; what that shows."""
        self.write(cell, source)
        self.run(cell)
        return self.run(check)

    def add(self, source: str) -> int:
        """Put a cell at the notebook's end; its place."""
        self.do(
            "panel.content.activeCellIndex = panel.content.widgets.length - 1;"
            "await app.commands.execute('notebook:insert-cell-below');"
        )
        self.write(-1, source)
        return -1

    def element(self, cell: str | int, selector: str) -> Any:
        """The first element that a selector finds in what a cell has come to."""
        return self.do("return cell(arguments_[0]).outputArea.node.querySelector(arguments_[1]);", cell, selector)

    def theme(self, name: str) -> None:
        """Change to a theme, and wait until it is there."""
        self.do(_THEME, name)

    def heard(self, role: str, name: str) -> list[tuple[str, str]]:
        """What a screen reader is told of an element and of all in it: roles and names, in their order."""
        nodes = self.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        found = {node["nodeId"]: node for node in nodes}

        def told(node: Any) -> tuple[str, str]:
            return node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")

        def below(node: Any) -> Iterator[tuple[str, str]]:
            if not node["ignored"]:
                yield told(node)
            for child in node.get("childIds", ()):
                yield from below(found[child])

        return [each for node in nodes if told(node) == (role, name) for each in below(node)]

    def close_notebook(self) -> None:
        """End its kernel and close it, saved as it is."""
        self.do("await panel.context.save(); await panel.sessionContext.shutdown(); panel.dispose();")


@contextmanager
def server(installation: Installation, workspace: Path) -> Iterator[str]:
    """JupyterLab on a workspace, as an installation has it; the address to open."""
    token, folder = secrets.token_hex(16), installation.python.parent.parent / "home"
    runtime, settings = folder / f"runtime-{token[:6]}", folder / "settings"
    for name, values in _SETTINGS.items():
        path = settings / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    environment = {
        **installation.settings(), "JUPYTER_RUNTIME_DIR": str(runtime), "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTER_PATH": f"{sys.prefix}/share/jupyter", "JUPYTER_CONFIG_PATH": f"{sys.prefix}/etc/jupyter",
    }  # fmt: skip
    log = folder / "jupyterlab.log"
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(
            [installation.python, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.port=0",
             "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={token}", "--expose-app-in-browser",
             f"--app-dir={sys.prefix}/share/jupyter/lab", "--LabApp.news_url=",
             "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"],
            cwd=workspace, env=environment, stdout=told, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        yield f"{_address(process, runtime, log)}lab?token={token}&reset"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: Any, runtime: Path, log: Path) -> str:
    """Where the server answers, once it does."""
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience and process.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            try:
                found = json.loads(path.read_text(encoding="utf-8"))
                urllib.request.urlopen(f"{found['url']}api?token={found['token']}", timeout=10).close()
            except (OSError, ValueError):
                continue
            return str(found["url"])
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab does not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


def shown(browser: Any, address: str) -> Lab:
    """JupyterLab in the browser, ready to be used."""
    browser.set_window_size(1280, 900)
    # A window of a browser without a screen may never have the focus, without which no notebook is the current one.
    browser.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})
    browser.get(address)
    patience = time.monotonic() + PATIENCE
    while not browser.execute_script("return Boolean(window.jupyterapp)"):
        assert time.monotonic() < patience, "JupyterLab does not come up in the browser"
        time.sleep(0.1)
    lab = Lab(browser)
    lab.do("await app.restored;")
    return lab
