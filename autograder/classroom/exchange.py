"""nbgrader's collect for a class: what one student left in the exchange stops nobody else's submission."""

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect

from autograder.classroom.screening import is_plain_name, no_plain_name


class Collect(ExchangeCollect):  # type: ignore[misc]
    """nbgrader's own, which goes on where a folder cannot be copied or is called by no name that a student can have,
    tells it, and ends with an error."""

    def copy_files(self) -> None:
        self.failed: list[str] = []
        named = []
        for record in self.src_records:
            if is_plain_name(record["username"]) and record["filename"].isprintable():
                named.append(record)
            else:
                self.log.error("Cannot collect: %s", no_plain_name(Path(self.inbound_path, record["filename"])))
                self.failed.append(ascii(record["username"]))
        self.src_records: list[Any] = named
        super().copy_files()
        if self.failed:
            names = ", ".join(sorted(self.failed))
            message = f"Not collected: {names}. Mend what is said above, and run this command again."
            self.log.error(message)
            raise ExchangeError(message)

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy one submission; all of it, or nothing."""
        try:
            super().do_copy(src, dest)
        except (OSError, RuntimeError) as error:  # closed to this account, too large, a pipe, a link to nowhere
            reason = error.args[0][0][-1] if isinstance(error, shutil.Error) else error  # of the first file
            self.log.error("Cannot collect %s: %s", src, reason)
            self.failed.append(Path(dest).parent.name)
            with suppress(FileNotFoundError):
                Path(dest).chmod(0o755)
                shutil.rmtree(dest)

    def _path_to_record(self, path: str) -> Any:
        """A folder's student and time; one whose name was not given by nbgrader's submit is the oldest of all."""
        try:
            return super()._path_to_record(path)
        except Exception as error:  # dateutil has many ways of failing
            name = Path(path).name
            self.log.error("%r was not named by nbgrader's submit: %s", name, error)
            return {"username": name.split("+")[0], "filename": name, "timestamp": datetime.min}
