"""nbgrader's collect for a class: what one student left in the exchange stops nobody else's submission, takes nobody
else's place, and brings along nothing that its author could not read."""

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect

from autograder.classroom.screening import is_plain_name, no_plain_name
from autograder.code_files import printable

# Far above what is graded (classroom/screening.py), which tells their author.
MAX_ENTRIES, MAX_DEPTH = 10_000, 100


class Collect(ExchangeCollect):  # type: ignore[misc]
    """nbgrader's own, which leaves out a folder that cannot be copied, is called by no name that a student can have, or
    belongs to another account than the student that it names; tells it, and ends with an error.

    nbgrader itself only warns of another's folder, and takes the newest of each name: whoever may write into the
    exchange could replace anybody's work.
    """

    def copy_files(self) -> None:
        self.failed: list[str] = []
        taken = []
        for record in self.src_records:
            if "refused" in record:
                self.log.error("Cannot collect: %s", record["refused"])
                self.failed.append(printable(record["filename"], 120))
            else:
                taken.append(record)
        self.src_records: list[Any] = taken
        super().copy_files()
        if self.failed:
            names = ", ".join(sorted(self.failed))
            message = f"Not collected: {names}. Mend what is said above, and run this command again."
            self.log.error(message)
            raise ExchangeError(message)

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy one submission; all of it, or nothing."""
        try:
            # First as it stands, since nbgrader's own copy would follow a link, with the instructor's rights.
            with tempfile.TemporaryDirectory(prefix="collect-") as folder:
                copy = Path(folder, "submission")
                self._copy_without_links(Path(src), copy)
                super().do_copy(str(copy), dest)
        except (OSError, RuntimeError) as error:  # closed to this account, too large, a pipe, a link
            reason = error.args[0][0][-1] if isinstance(error, shutil.Error) else error  # of the first file
            self.log.error("Cannot collect %s: %s", src, reason)
            self.failed.append(Path(dest).parent.name)
            with suppress(FileNotFoundError):
                Path(dest).chmod(0o755)
                shutil.rmtree(dest)

    def _copy_without_links(self, src: Path, dest: Path) -> None:
        """Copy plain files and folders; what else there is, is not collected. All is opened below a folder that is
        open, and nothing by a path, which its author could bend meanwhile."""
        left, entries = 1000 * self.coursedir.max_dir_size, 0
        top = os.open(src, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            owners = {os.fstat(top).st_uid, *_trusted()}
            for parent, folders, files, here in os.fwalk(".", onerror=_fail, dir_fd=top):
                entries += len(folders) + len(files)
                if entries > MAX_ENTRIES or len(Path(parent).parts) > MAX_DEPTH:
                    raise RuntimeError("It holds too many files, or folders in folders.")
                Path(dest, parent).mkdir()
                for name in (*folders, *files):
                    kind = stat.S_IFMT(os.lstat(name, dir_fd=here).st_mode)
                    if kind not in (stat.S_IFDIR, stat.S_IFREG):
                        raise RuntimeError(f"{printable(name)} is a link, or neither a file nor a folder.")
                for name in files:
                    with open(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=here), "rb") as file:
                        about = os.fstat(file.fileno())
                        if self.check_owner and about.st_uid not in owners:
                            raise RuntimeError(f"{printable(name)} belongs to another account than its folder.")
                        left -= about.st_size
                        if left < 0:
                            raise RuntimeError(f"It is larger than {self.coursedir.max_dir_size} kB.")
                        copy = Path(dest, parent, name)
                        copy.write_bytes(file.read(about.st_size))
                        os.utime(copy, ns=(about.st_atime_ns, about.st_mtime_ns))
        finally:
            os.close(top)

    def _path_to_record(self, path: str) -> Any:
        """A folder's student and time. One that is left out makes a group of its own: nobody has its whole name."""
        name = Path(path).name
        refused = self._why_not(Path(path))
        if refused is not None:
            return {"username": name, "filename": name, "timestamp": datetime.min, "refused": refused}
        try:
            return super()._path_to_record(path)
        except Exception as error:  # dateutil has many ways of failing
            self.log.error("%r was not named by nbgrader's submit: %s", name, error)
            return {"username": name.split("+")[0], "filename": name, "timestamp": datetime.min}  # the oldest of all

    def _why_not(self, path: Path) -> str | None:
        """Why a folder of the exchange is nobody's submission; None where it may be the one that its name says."""
        student, *about = path.name.split("+")
        if not is_plain_name(student) or not path.name.isprintable():
            return no_plain_name(path)
        shown = printable(str(path), 300)
        if len(about) not in (2, 3) or about[0] != self.coursedir.assignment_id:
            # Another reading of its plus signs would give it to another student, or to another assignment.
            return f"{shown} is not called STUDENT+{self.coursedir.assignment_id}+TIME, as nbgrader's submit would."
        if path.is_symlink() or not path.is_dir():
            return f"{shown} is a link, or no folder. Remove it."
        owner = _owner(path)
        if self.check_owner and owner not in (None, student):
            return (
                f"{shown} says that it is of {student}, and belongs to {owner}, who would stand in another's place. "
                "Remove it. Where students' names are not those of their accounts, say "
                "c.ExchangeCollect.check_owner = False in nbgrader_settings.py: anybody can hand in as anybody then."
            )
        return None


def _fail(error: OSError) -> None:
    raise error


def _trusted() -> tuple[int, int]:
    """Who may put anybody's work into the exchange: root and whoever collects, who could write the collected copy."""
    return 0, os.geteuid()


def _owner(path: Path) -> str | None:
    """The account that a folder belongs to; None for those that are trusted."""
    import pwd  # which Windows lacks, and with it the exchange

    uid = path.lstat().st_uid
    try:
        return None if uid in _trusted() else pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"an unknown account ({uid})"
