import socket

import pytest

from tools.book.port import fault


def test_a_free_port_is_available_and_a_taken_one_is_named_with_a_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert fault(port).startswith(f"Port {port} is not available (Address already in use): try")
    assert fault(port) is None


@pytest.mark.parametrize("port", ["0", "65536", "-1", "a", "", "８０００"])
def test_what_is_no_port_is_refused(port):
    assert fault(port) == f"PORT is a number from 1 to 65535, not {port!r}."
