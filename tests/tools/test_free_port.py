import socket
import subprocess
import sys

import pytest


def check(host, port):
    command = [sys.executable, "-m", "tools.free_port", host, str(port)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("shared", [False, True])
def test_a_taken_port_is_said_in_one_sentence(shared):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, shared)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = check("127.0.0.1", port)
        assert done.returncode == 1
        assert done.stderr.startswith(f"Nothing can be served on 127.0.0.1, port {port} (")
        assert done.stderr.count("\n") == 1
    assert check("127.0.0.1", port).returncode == 0
