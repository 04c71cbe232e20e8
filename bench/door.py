"""A port of its own before a server: as it is, shut, hanging or slow; it counts who comes."""

import socket
import threading
import time
from contextlib import suppress


class Door:
    """Passes on what is sent to a port to `target`. `hangs`: it takes all, and nothing comes back. `late`: what comes
    back does so many seconds later."""

    def __init__(self, target: tuple[str, int] | None = None):
        self.target, self.hangs, self.came, self.port = target, target is None, 0, 0
        self.late = 0.0
        self.ends: list[socket.socket] = []
        self.open()

    def open(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.receive, args=[self.listener], daemon=True).start()

    def receive(self, listener):
        with suppress(OSError):
            while True:
                visitor, _address = listener.accept()
                self.came += 1
                self.ends.append(visitor)
                if self.target:
                    server = socket.create_connection(self.target)
                    self.ends.append(server)
                    threading.Thread(target=self.carry, args=[visitor, server], daemon=True).start()
                    threading.Thread(target=self.carry, args=[server, visitor, True], daemon=True).start()

    def count(self, least: int) -> int:
        """How many have come: they may be there before they are received."""
        deadline = time.monotonic() + 60
        while self.came < least and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.came

    def carry(self, source, to, back=False):
        with suppress(OSError):
            while data := source.recv(65536):
                time.sleep(self.late if back else 0)
                if not self.hangs:
                    to.sendall(data)
            to.shutdown(socket.SHUT_RDWR)

    def shut(self):
        """Nobody comes in, and who is in is thrown out."""
        for end in (self.listener, *self.ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()
