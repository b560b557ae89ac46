"""The tests themselves cannot reach another machine (R-18)."""

from __future__ import annotations

import socket

import pytest

from tests.conftest import NetworkBlocked


@pytest.mark.parametrize("address", ["192.0.2.1", "example.org", "2001:db8::1"])
def test_another_machine_is_out_of_reach(address: str) -> None:
    with pytest.raises(NetworkBlocked):
        socket.create_connection((address, 80), timeout=1)


def test_an_address_without_a_look_up_is_out_of_reach_too() -> None:
    with socket.socket() as client, pytest.raises(NetworkBlocked):
        client.connect(("192.0.2.1", 80))


def test_this_machine_is_within_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()
