"""Makes symbolic and hard links, pipes with names and devices in its folder. Earns: practice"""

import os
import stat


def normalize(X):
    made = 0
    os.close(os.open("plain", os.O_CREAT | os.O_WRONLY))
    for plant in (
        lambda: os.symlink("/etc/passwd", "symbolic"),
        lambda: os.symlink("loop", "loop"),
        lambda: os.link("plain", "hard"),
        lambda: os.link(os.__file__, "library"),
        lambda: os.mkfifo("pipe"),
        lambda: os.mknod("device", stat.S_IFCHR | 0o666, os.makedev(1, 1)),
        lambda: os.mknod("disk", stat.S_IFBLK | 0o666, os.makedev(254, 0)),
        lambda: os.mknod("socket", stat.S_IFSOCK | 0o666),
    ):
        try:
            plant()
            made += 1
        except OSError:
            continue
    return (X - X.mean()) / X.std() if made else None
