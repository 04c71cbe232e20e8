"""Whether a port is free: `python -m tools.free_port HOST PORT` says so where it is not, and exits with 1.

Granian shares a port with whoever else asks for it, so a second server would answer every other visitor.
"""

import os
import socket
import sys


def main(host: str, port: str):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, int(port)), family=family).close()
    except OSError as error:
        why = os.strerror(error.errno)
        sys.exit(f"Nothing can be served on {host}, port {port} ({why}). PORT=8080 make serve takes another.")


if __name__ == "__main__":
    main(*sys.argv[1:])
