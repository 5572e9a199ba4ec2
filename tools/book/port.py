"""Say before anything is built whether `make serve` can use its port."""

import socket
import sys


def fault(port: str) -> str | None:
    """Return why a port of this machine is not available, or None."""
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        return f"PORT is a number from 1 to 65535, not {port!r}."
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            tried.bind(("127.0.0.1", int(port)))
        except OSError as error:
            return f"Port {port} is not available ({error.strerror}): try `make serve PORT=8001`."
    return None


if __name__ == "__main__":
    sys.exit(fault(sys.argv[1]))
