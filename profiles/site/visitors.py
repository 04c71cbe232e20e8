"""Where a request comes from, and who counts as one visitor."""

import ipaddress

from django.conf import settings


def address_of(environ) -> str:
    """The visitor's address. What `X-Forwarded-For` says counts only behind proxies of ours, of which each appends whom
    it was asked by: behind two it is the second from the right, and what stands before that anybody can write."""
    address, proxies = environ.get("REMOTE_ADDR", ""), settings.TRUSTED_PROXY
    if not proxies:
        return address
    said = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")[-proxies:]
    try:
        return str(ipaddress.ip_address(said[0].strip()))
    except ValueError:
        return address


def network_of(address: str) -> str:
    """What counts as one visitor: an address of IPv4, and of IPv6 the network, of which one visitor has all."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((found, 64), strict=False) if found.version == 6 else found)
