"""Every spelling of an address that is not public is refused; public ones pass."""

import pytest

from nutgraf.sources.guard import private_reason

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.8.8.8 169.254.0.1 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.168.1.1 192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9
224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:7f00:1 64:ff9b::127.0.0.1
64:ff9b::10.0.0.1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 fc00::1 fd00:ec2::254 fdff::1
fe80::1 fe80::1%eth0 febf::1 fec0::1 ff02::1 5f00::1 3fff::1
"""
PUBLIC = """
1.1.1.1 8.8.8.8 100.63.0.1 100.128.0.1 172.32.0.1 192.167.1.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::8.8.8.8
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_private_addresses_are_refused(address: str) -> None:
    assert private_reason(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public_addresses_pass(address: str) -> None:
    assert private_reason(address) is None


@pytest.mark.parametrize("address", ["", "localhost", "2130706433", "1.2.3", "/run/socket"])
def test_what_is_no_number_is_refused(address: str) -> None:
    assert private_reason(address) == "no internet address"


def test_reasons_are_words_for_people() -> None:
    assert private_reason("169.254.169.254") == "the metadata service of a cloud machine"
    assert private_reason("::ffff:127.0.0.1") == "this machine itself"
