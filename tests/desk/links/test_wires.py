"""Which hosts are of the internet, and how connections to them are bounded."""

import socket
import time

import pytest

from profiles.desk.links.wires import Bounded, Unanswered, Wires, is_public
from profiles.desk.models.links import UNCHECKED, Answer


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "192.0.0.9",
        "192.0.0.192",
        "192.88.99.1",
        "::ffff:192.0.0.192",
        "64:ff9b::c000:c0",
        "64:ff9b:1::7f00:1",
        "::7f00:1",
        "::ffff:0:127.0.0.1",
        "fec0::1",
        "2606:4700::5efe:7f00:1",
        "2606:4700::200:5efe:10.0.0.1",
        "3fff::1",
        "5f00::1",
    ],
)
def test_what_is_of_no_internet(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808", "2002:808:808::1", "2a00:1450::1"],
)
def test_what_is_of_the_internet(address):
    assert is_public(address)


def resolved(*addresses):
    def resolve(host, port, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return resolve


def raising(number):
    def resolve(host, port, **kwargs):
        raise socket.gaierror(number, "no")

    return resolve


@pytest.mark.parametrize(("number", "expected"), [(socket.EAI_NONAME, Answer.NAME), (socket.EAI_AGAIN, Answer.SLOW)])
def test_a_name_that_nobody_has_and_one_that_could_not_be_looked_up(number, expected):
    with pytest.raises(Unanswered) as caught:
        Wires(resolve=raising(number)).connect("nowhere.example", 80, secure=False)
    assert caught.value.answer == expected


def test_of_the_addresses_of_a_host_only_those_of_the_internet_are_tried():
    wires = Wires(resolve=resolved("127.0.0.1", "1.1.1.1", "10.0.0.1"))
    assert [item[4][0] for item in wires.addresses("mixed.example", 80)] == ["1.1.1.1"]


@pytest.mark.parametrize("port", [22, 25, 6379, 8000, 11211])
def test_where_no_web_servers_are_nobody_is_asked_and_no_name_looked_up(port):
    with pytest.raises(Unanswered) as caught:
        Wires(resolve=raising(socket.EAI_NONAME)).connect("mail.example", port, secure=False)
    assert caught.value.answer == Answer.PRIVATE
    assert caught.value.answer in UNCHECKED


def test_a_second_address_is_tried_where_the_first_takes_no_connection(web):
    wires = Wires(may_be_private=True, seconds=5, resolve=resolved("127.0.0.9", "127.0.0.1"))
    bounded = wires.connect("two.example", web.port, secure=False)
    assert bounded.sock.getpeername()[0] == "127.0.0.1"
    bounded.close()


def test_reading_ends_at_its_moment_and_after_so_many_bytes():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"x" * 100)
        bounded = Bounded(ours, time.monotonic() + 60)
        bounded.left = 10
        assert bounded.recv_into(bytearray(50)) == 10
        with pytest.raises(ConnectionError):
            bounded.recv_into(bytearray(50))
        with pytest.raises(TimeoutError):
            Bounded(ours, time.monotonic() - 1).recv_into(bytearray(50))
