"""Deletes, overwrites, renames and links over files outside. Earns: practice"""

import os
import shutil


def normalize(X):
    for root in ("", "/proc/1/root", f"/proc/{os.getppid()}/root", "/proc/self/root"):
        for file in ("@FILE@", "@CANARY@"):
            for harm in (
                lambda path: os.truncate(path, 0),
                lambda path: open(path, "a").write("changed"),
                lambda path: os.chmod(path, 0),
                lambda path: os.rename(path, path + ".moved"),
                lambda path: os.symlink("/etc/passwd", path + ".link"),
                lambda path: os.makedirs(os.path.dirname(path) + "/left"),
                os.unlink,
                lambda path: shutil.rmtree(os.path.dirname(path)),
            ):
                try:
                    harm(root + file)
                except OSError:
                    continue
