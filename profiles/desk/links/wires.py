"""A connection to a host on the web that is not of a private network, bounded in time and in bytes.

The name is looked up once and that very address is connected to, so no second look-up can lead elsewhere.
"""

import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ..models.links import Answer

# Of the addresses that a host has: a second where the first is out of reach.
TRIED = 2
MOST_BYTES = 64 * 1024
NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# All of IPv6 that is given to anybody, and what of it is for examples, which older versions of Python call global.
GIVEN, EXAMPLES = ipaddress.ip_network("2000::/3"), ipaddress.ip_network("3fff::/20")
# Of protocols: none of these is a host, though some count as global.
PROTOCOLS = (ipaddress.ip_network("192.0.0.0/24"), ipaddress.ip_network("192.88.99.0/24"))
# The third quarter of an IPv6 address that ends in one of a local network (ISATAP).
ISATAP = (0x00005EFE, 0x02005EFE)
# Where web servers are: behind any other port something else may listen that does what it is sent.
PORTS = frozenset({80, 443, 8080, 8443})


class Unanswered(Exception):
    """There is no answer; `answer` says why."""

    def __init__(self, answer: Answer):
        super().__init__(answer)
        self.answer = answer


def is_public(text: str) -> bool:
    """Whether an address of a host is one of the internet: not of this machine, a private network, or of many."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if address.version == 6:
        if inner := inner_of(address):
            return is_public(str(inner))
        is_odd = address not in GIVEN or address in EXAMPLES or int(address) >> 32 & 0xFFFFFFFF in ISATAP
    else:
        is_odd = any(address in network for network in PROTOCOLS)
    return address.is_global and not address.is_multicast and not is_odd


def inner_of(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address of IPv4 to which one of IPv6 leads."""
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])


class Bounded:
    """What `http.client` takes for a socket: it ends at a moment, and after so many bytes that were read."""

    def __init__(self, sock: socket.socket, deadline: float):
        self.sock, self.deadline, self.left = sock, deadline, MOST_BYTES

    def wait(self) -> None:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(left)

    def sendall(self, data) -> None:
        self.wait()
        self.sock.sendall(data)

    def recv_into(self, buffer) -> int:
        self.wait()
        if self.left <= 0:
            raise ConnectionError("It says more than is read.")
        number = self.sock.recv_into(memoryview(buffer)[: self.left])
        self.left -= number
        return number

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(Incoming(self))

    def close(self) -> None:
        self.sock.close()


class Incoming(io.RawIOBase):
    """What comes in, as a file."""

    def __init__(self, bounded: Bounded):
        super().__init__()
        self.bounded = bounded

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        return self.bounded.recv_into(buffer)


@dataclass(frozen=True)
class Wires:
    """How connections are made. Private networks are let in where somebody says so: on a closed one, and in tests."""

    may_be_private: bool = False
    seconds: float = 20.0
    ports: frozenset[int] = PORTS
    resolve: Callable = socket.getaddrinfo
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def connect(self, host: str, port: int, *, secure: bool) -> Bounded:
        """Raises Unanswered, or what sockets raise (OSError)."""
        if port not in self.ports and not self.may_be_private:
            raise Unanswered(Answer.PRIVATE)
        deadline = time.monotonic() + self.seconds
        sock = self.first(self.addresses(host, port), deadline)
        try:
            sock.settimeout(max(deadline - time.monotonic(), 0.001))
            return Bounded(self.context.wrap_socket(sock, server_hostname=host) if secure else sock, deadline)
        except BaseException:
            sock.close()
            raise

    def addresses(self, host: str, port: int) -> list[tuple]:
        try:
            found = self.resolve(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            known = error.errno in NO_SUCH_NAME
            raise Unanswered(Answer.NAME if known else Answer.SLOW) from error
        allowed = [item for item in found if self.may_be_private or is_public(item[4][0])]
        if not allowed:
            raise Unanswered(Answer.PRIVATE)
        return allowed[:TRIED]

    def first(self, addresses: list[tuple], deadline: float) -> socket.socket:
        """A connection to the first of some addresses that takes one."""
        for number, (family, kind, protocol, _name, where) in enumerate(addresses, 1):
            sock = socket.socket(family, kind, protocol)
            try:
                # What is left, in equal parts.
                sock.settimeout(max((deadline - time.monotonic()) / (len(addresses) - number + 1), 0.001))
                sock.connect(where)
                return sock
            except OSError:
                sock.close()
                if number == len(addresses):
                    raise
        raise Unanswered(Answer.NAME)
