"""What asks the server: wrk where it is installed, otherwise (and for slow pages) this module as a process of its own.

It knows nothing of Django, so that it starts at once.
"""

import json
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Thread

PATIENCE = 600
SCRIPT = """
done = function(summary, latency, requests)
  local e = summary.errors
  io.write("FIGURES", string.format(
    '{"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"bytes":%d,"errors":%d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e6, latency:percentile(99) / 1e6,
    summary.bytes, e.connect + e.read + e.write + e.status + e.timeout), "\\n")
end
"""


@dataclass
class Figures:
    """What a client saw: seconds are seconds, also those of the percentiles; bytes with the headers."""

    requests: int
    seconds: float
    p50: float
    p99: float
    bytes: int
    errors: int


def wrk() -> str | None:
    return shutil.which("wrk")


def drive(address: tuple[str, int], path: str, headers: dict, *, seconds: float, connections: int, folder: Path):
    """Ask for a path again and again. Every connection ends with a whole answer, and gets one at least, but for wrk."""
    if connections > 1 and seconds >= 1 and (program := wrk()):
        return with_wrk(program, address, path, headers, seconds, connections, folder)
    asked = {"address": address, "path": path, "headers": headers, "seconds": seconds, "connections": connections}
    done = subprocess.run(
        [sys.executable, __file__], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return Figures(**json.loads(done.stdout))


def with_wrk(program, address, path, headers, seconds, connections, folder) -> Figures:
    script = folder / "figures.lua"
    script.write_text(SCRIPT)
    options = [f"-t1 -c{connections} -d{seconds:.0f}s --timeout 30s".split(), ["-s", str(script)]]
    options += [["-H", f"{name}: {value}"] for name, value in headers.items()]
    command = [program, *(text for option in options for text in option), f"http://{address[0]}:{address[1]}{path}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Figures(**json.loads(done.stdout.rpartition("FIGURES")[2]))


class Connection:
    """One connection that is kept, and what one answer on it is."""

    def __init__(self, address: tuple[str, int], patience: float = PATIENCE):
        self.socket = socket.create_connection(address, timeout=patience)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.unread = b""

    def get(self, host: str, path: str, headers: dict, form: bytes | None = None):
        """Status, headers (names in small letters), body, and how many bytes it came in; with a form it is posted."""
        if form is not None:
            headers = headers | {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": len(form)}
        verb = "GET" if form is None else "POST"
        lines = [f"{verb} {path} HTTP/1.1", f"Host: {host}", *(f"{name}: {value}" for name, value in headers.items())]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode() + (form or b""))
        head = self.until(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").rstrip().split("\r\n")
        said = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
        status = int(first.split()[1])
        body, size = b"", 0
        if said.get("transfer-encoding") == "chunked":
            body, size = self.chunks()
        elif status not in (204, 304):
            size = int(said.get("content-length", 0))
            body = self.exactly(size)
        return status, said, body, len(head) + size

    def more(self):
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("The server closed the connection.")
        self.unread += data

    def until(self, mark: bytes) -> bytes:
        while (end := self.unread.find(mark)) < 0:
            self.more()
        return self.exactly(end + len(mark))

    def exactly(self, number: int) -> bytes:
        while len(self.unread) < number:
            self.more()
        data, self.unread = self.unread[:number], self.unread[number:]
        return data

    def chunks(self) -> tuple[bytes, int]:
        parts, size = [], 0
        while True:
            line = self.until(b"\r\n")
            length = int(line.split(b";")[0], 16)
            data = self.exactly(length + 2)
            size += len(line) + len(data)
            if not length:
                return b"".join(parts), size
            parts.append(data[:-2])


def get(address: tuple[str, int], path: str, headers: dict | None = None, form: bytes | None = None):
    """One answer on a connection of its own."""
    connection = Connection(address)
    try:
        return connection.get(f"{address[0]}:{address[1]}", path, headers or {}, form)
    finally:
        connection.socket.close()


def wait_for(address: tuple[str, int], path: str, text: str) -> float:
    """When the text stood on the page for the first time; it is asked for again and again."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        _status, _said, body, _size = get(address, path, {"Accept-Encoding": "identity"})
        if text.encode() in body:
            return time.monotonic()
    raise RuntimeError(f"{path} does not show what was published.")


def time_answer(address: tuple[str, int], path: str) -> float:
    """How long one answer takes."""
    began = time.monotonic()
    get(address, path)
    return time.monotonic() - began


def ask(address, path, headers, seconds, found: list):
    connection, host = Connection(address), f"{address[0]}:{address[1]}"
    until = time.monotonic() + seconds
    while True:
        began = time.monotonic()
        status, _said, _body, size = connection.get(host, path, headers)
        ended = time.monotonic()
        found.append((ended - began, size, status >= 400))
        if ended >= until:
            return


def main():
    asked = json.load(sys.stdin)
    address, found, began = tuple(asked["address"]), [], time.monotonic()
    threads = [
        Thread(target=ask, args=(address, asked["path"], asked["headers"], asked["seconds"], found))
        for _ in range(asked["connections"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(row[0] for row in found)
    p50, p99 = (times[min(len(times) - 1, int(len(times) * part))] for part in (0.5, 0.99))
    size, errors = sum(row[1] for row in found), sum(row[2] for row in found)
    print(json.dumps(asdict(Figures(len(found), time.monotonic() - began, p50, p99, size, errors))))


if __name__ == "__main__":
    main()
