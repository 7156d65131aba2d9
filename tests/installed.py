"""The two packages as wheels, and environments that have one of them and no checkout behind it."""

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

from nbgrader_course import environment

STUDENTS, FULL = "numpy-dl-course", "numpy-dl-course-full"


@dataclass(frozen=True)
class Installation:
    """A Python of its own, with what was installed into it."""

    python: Path

    @property
    def site(self) -> Path:
        base = str(self.python.parent.parent)
        return Path(sysconfig.get_path("purelib", vars={"base": base, "platbase": base}))

    def settings(self) -> dict[str, str]:
        settings = environment(self.python.parent.parent / "home")
        settings.pop("PYTHONPATH", None)  # nothing of the checkout
        return settings | {"PATH": f"{self.python.parent}{os.pathsep}{settings['PATH']}"}

    def run(self, folder: Path, *arguments: str, status: int = 0) -> str:
        """Run one of the installed commands in a folder, and return what it printed."""
        done = subprocess.run(
            [self.python.parent / arguments[0], *arguments[1:]],
            cwd=folder, env=self.settings(), capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert done.returncode == status, f"{' '.join(arguments)} ended with {done.returncode}:\n{said[-4000:]}"
        assert "Traceback" not in said
        return said

    def install(self, *wheels: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "pip", "--python", self.python, "install", "--no-deps", "--no-index", "--quiet",
             *wheels],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip


def new_installation(folder: Path, *wheels: Path) -> Installation:
    """A new environment that borrows NumPy and the rest from this one, but for the course itself."""
    venv.create(folder, symlinks=True)
    installation = Installation(folder / "bin" / "python")
    borrowed = folder / "borrowed" / "site-packages"  # a name by which the sandbox knows it
    borrowed.mkdir(parents=True)
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith(("numpy_dl_course", "_numpy_dl_course", "__editable__")) and path.suffix != ".pth":
            (borrowed / path.name).symlink_to(path)
    (installation.site / "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    for name, starts in (("pytest", "import pytest\nraise SystemExit(pytest.main())"),
                         ("pip", "from pip._internal.cli.main import main\nraise SystemExit(main())")):  # fmt: skip
        command = folder / "bin" / name
        command.write_text(f"#!{installation.python}\n{starts}\n", encoding="utf-8")
        command.chmod(0o755)
    if wheels:
        installation.install(*wheels)
    return installation
