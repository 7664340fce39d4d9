"""Free ports on the loopback interface."""

import errno
import socket

LOOPBACK = "127.0.0.1"
PROBLEMS = {
    errno.EADDRINUSE: "in use by another program",
    errno.EACCES: "only for root",
}


def listening_socket() -> socket.socket:
    """A listening socket on a free port, to be inherited by a server.

    The port is taken from this moment on, so two stacks that start at once never get the same
    one, and a connection made while its server restarts waits instead of being refused.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind((LOOPBACK, 0))
    listener.listen(128)
    listener.set_inheritable(True)
    return listener


def port_of(listener: socket.socket) -> int:
    port: int = listener.getsockname()[1]
    return port


def free_port() -> int:
    """A port that was free a moment ago, for servers that cannot inherit a socket."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        return port_of(probe)


def problem_with(port: int) -> str | None:
    """Why no server could listen on the port now, in words; None where one could."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            return PROBLEMS.get(error.errno or 0, error.strerror)
    return None
