"""Calls out: to a server on this machine, by every kind of socket, to names and to the network. Earns: practice"""

import socket
import urllib.request


def normalize(X):
    reached = 0
    for connect in (
        lambda: socket.create_connection(("127.0.0.1", int("@PORT@")), timeout=0.5).send(b"x"),
        lambda: socket.create_connection(("::1", int("@PORT@")), timeout=0.5),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP),
        lambda: socket.socket(socket.AF_UNIX).connect("\0abstract"),
        lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
        lambda: urllib.request.urlopen("http://127.0.0.1:@PORT@/", timeout=0.5),
        lambda: socket.getaddrinfo("localhost", int("@PORT@"))[0][5] and socket.gethostbyname("example.org"),
    ):
        try:
            connect()
            reached += 1
        except OSError:
            continue
    return (X - X.mean()) / X.std() if reached else None
