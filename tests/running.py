"""The running system, for tests: four real processes on free ports, on a data folder of their own, logging at DEBUG."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bot import launch
from store.settings import Settings

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 180.0
PROCESSES = ("actions", "engine", "gateway", "desk")


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on, all different."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]


@dataclass
class Running:
    """A system that runs. `first_start` is what the first start kept (passphrase, demo accounts)."""

    data: Path
    env: dict[str, str]
    gateway: str
    desk: str
    engine: str
    first_start: str = ""
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    commands: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    @classmethod
    def start(cls, data: Path, **settings: str) -> Running:
        """Prepare a data folder and start everything on it; returns when all parts answer."""
        gateway, internal, engine, actions, desk = free_ports(5)
        env = {
            **os.environ,
            "SHOUKOU_DATA": str(data),
            "SHOUKOU_GATEWAY_PORT": str(gateway),
            "SHOUKOU_GATEWAY_INTERNAL_PORT": str(internal),
            "SHOUKOU_ENGINE_PORT": str(engine),
            "SHOUKOU_ACTIONS_PORT": str(actions),
            "SHOUKOU_DESK_PORT": str(desk),
            "SHOUKOU_LOG_LEVEL": "DEBUG",
            "PYTHONFAULTHANDLER": "1",
            **settings,
        }
        with _environment(env):
            loaded = Settings()
            env = launch.environment(loaded)
            for module in ("store.migrate", "desk.first_start"):
                done = subprocess.run(
                    [sys.executable, "-m", module], env=env, cwd=ROOT, capture_output=True, text=True, check=False
                )
                if done.returncode:
                    raise RuntimeError(f"{module}: {done.stderr}")
            # Its output is no terminal: the secrets are in a file of their own.
            kept = loaded.run_dir / "first_start.txt"
            printed = kept.read_text("utf-8") if kept.exists() else ""
            running = cls(data, env, loaded.gateway_url, loaded.desk_url, loaded.engine_url, printed)
            running.commands = launch.commands(env)
        for name in PROCESSES:
            running.launch(name)
        running.wait()
        return running

    def log(self, name: str) -> Path:
        """Where a process's output goes."""
        return self.data / "test-logs" / f"{name}.log"

    def launch(self, name: str) -> None:
        """Start one process."""
        command, env = self.commands[name]
        self.log(name).parent.mkdir(parents=True, exist_ok=True)
        with self.log(name).open("ab") as log:
            self.processes[name] = subprocess.Popen(
                ["/bin/sh", "-c", command], env=env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name: str) -> None:
        """kill -9."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait()

    def wait(self) -> None:
        """Until all parts answer."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            for name, process in self.processes.items():
                if process.poll() is not None:
                    raise RuntimeError(f"{name} ended: {self.log(name).read_text(errors='replace')[-3000:]}")
            with contextlib.suppress(httpx.HTTPError):
                if (
                    httpx.get(f"{self.gateway}/healthz", timeout=3).status_code == 200
                    and httpx.get(f"{self.desk}/healthz", timeout=3).status_code == 200
                ):
                    return
            time.sleep(0.25)
        raise RuntimeError("the system does not answer")

    def stop(self) -> None:
        """Stop everything."""
        for process in self.processes.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@contextlib.contextmanager
def _environment(env: dict[str, str]) -> Any:
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(env)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
