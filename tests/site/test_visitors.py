import pytest

from profiles.site.visitors import address_of, network_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7,10.0.0.1", "198.51.100.7"),
        (3, "203.0.113.9, 198.51.100.7, 10.0.0.1 , 10.0.0.2", "198.51.100.7"),
        (2, "2001:db8::7, 10.0.0.1", "2001:db8::7"),
        # The outermost proxy was not asked, or appends nothing: who asked the others.
        (2, "198.51.100.7", "198.51.100.7"),
        (1, "", "192.0.2.1"),
        (1, "nonsense", "192.0.2.1"),
        (2, "198.51.100.7, nonsense, 10.0.0.1", "192.0.2.1"),
    ],
)
def test_the_visitor_is_whom_the_outermost_proxy_of_ours_was_asked_by(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXY = proxies
    assert address_of({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}) == address


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_without_the_header_it_is_who_is_connected(settings, proxies):
    settings.TRUSTED_PROXY = proxies
    assert address_of({"REMOTE_ADDR": "192.0.2.1"}) == "192.0.2.1"
    assert address_of({}) == ""


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::7", "2001:db8::/64"),
        ("2001:db8:0:1::7", "2001:db8:0:1::/64"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_of_ipv6_a_network_is_one_visitor(address, network):
    assert network_of(address) == network
