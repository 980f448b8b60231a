"""What `make run` says before it starts anything."""

from __future__ import annotations

import socket

from bot import launch
from store.settings import Settings
from tests.running import free_ports


def test_a_port_somebody_uses_is_named() -> None:
    gateway, internal, desk, engine, actions = free_ports(5)
    settings = Settings(
        gateway_port=gateway, gateway_internal_port=internal, desk_port=desk, engine_port=engine, actions_port=actions
    )
    assert launch.taken(settings) == []
    with socket.socket() as other:
        other.bind(("127.0.0.1", desk))
        other.listen()
        assert launch.taken(settings) == [f"127.0.0.1:{desk}"]
