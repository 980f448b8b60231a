"""What `make run` says before it starts anything."""

from __future__ import annotations

import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot import launch
from store import staff
from store.settings import Settings
from tests.running import free_ports

SECRET = re.compile(r"(?:口令|恢复码|demo-[a-z-]+)\s+(\S{12,})")


def _first_start(data: Path, **how: Any) -> subprocess.CompletedProcess[str]:
    env = launch.environment(Settings(data=data))
    for module in ("store.migrate", "desk.first_start"):
        done = subprocess.run([sys.executable, "-m", module], env=env, cwd=launch.ROOT, check=True, text=True, **how)
    return done


def test_secrets_go_into_a_file_of_ones_own_when_nobody_looks_at_a_terminal(tmp_path: Path) -> None:
    data, log = tmp_path / "var", tmp_path / "run.log"
    with log.open("w") as out:
        _first_start(data, stdout=out, stderr=subprocess.STDOUT)
    kept = data / "run" / "first_start.txt"
    told = kept.read_text("utf-8")
    secrets = SECRET.findall(told)
    assert len(secrets) == 2 + len(staff.ROLES)
    printed = log.read_text("utf-8")
    assert str(kept) in printed and not [one for one in secrets if one in printed]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600 and stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    # Nothing is made a second time, and nothing told again.
    assert "first_start" not in _first_start(data, stdout=subprocess.PIPE).stdout
    assert kept.read_text("utf-8") == told


def test_a_terminal_shows_them_and_no_file_is_left(tmp_path: Path) -> None:
    mine, theirs = os.openpty()
    try:
        _first_start(tmp_path / "var", stdout=theirs)
        shown = os.read(mine, 100_000).decode()
    finally:
        os.close(mine)
        os.close(theirs)
    assert len(SECRET.findall(shown)) == 2 + len(staff.ROLES)
    assert not (tmp_path / "var" / "run" / "first_start.txt").exists()


def test_a_file_somebody_left_open_to_others_is_closed_first(tmp_path: Path) -> None:
    kept = tmp_path / "var" / "run" / "first_start.txt"
    kept.parent.mkdir(parents=True)
    kept.touch(0o644)
    _first_start(tmp_path / "var", stdout=subprocess.PIPE)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


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
