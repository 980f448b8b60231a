"""`python -m bot.launch`: prepares the data folder and runs the four processes until Ctrl-C.

Migrates the database, makes the desk's key and the demo accounts on first start (each secret is shown once:
desk/first_start.py), starts actions, engine, gateway and desk, waits until all answer, prints the addresses. When one
ends, all end.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho.manager import Manager

from store.settings import Settings, get_settings

ROOT = Path(__file__).parent.parent
ENGINE_PYTHON = ROOT / "bot" / "engine" / ".venv" / "bin" / "python"
# How long the slowest part (the engine) may take to answer before we say so.
PATIENCE_SECONDS = 180.0


def environment(settings: Settings) -> dict[str, str]:
    """Variables every process gets: one internal token, one place for data, nothing that phones home."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "OMP_NUM_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SHOUKOU_DATA": str(settings.data.resolve()),
        "SHOUKOU_INTERNAL_TOKEN": settings.token(),
        "SHOUKOU_ACTIONS_URL": f"{settings.actions_url}/webhook",
        "SHOUKOU_ENGINE_HOST": settings.engine_host,
        "SHOUKOU_ENGINE_PORT": str(settings.engine_port),
    }


def without(env: dict[str, str], *names: str) -> dict[str, str]:
    """The environment less what a process must not hold."""
    return {name: value for name, value in env.items() if name not in names}


def taken(settings: Settings) -> list[str]:
    """Addresses we would listen on and somebody else does already, as host:port."""
    wanted = (
        (settings.gateway_host, settings.gateway_port),
        (settings.gateway_internal_host, settings.gateway_internal_port),
        (settings.desk_host, settings.desk_port),
        (settings.engine_host, settings.engine_port),
        (settings.actions_host, settings.actions_port),
    )
    found = []
    for host, port in wanted:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                found.append(f"{host}:{port}")
    return found


def prepare(env: dict[str, str]) -> None:
    """Migrate the database; on first start make the desk's key and the demo accounts. Raises CalledProcessError."""
    for module in ("store.migrate", "desk.first_start"):
        subprocess.run([sys.executable, "-m", module], check=True, env=env, cwd=ROOT)  # noqa: S603


def commands(env: dict[str, str]) -> dict[str, tuple[str, dict[str, str]]]:
    """Command line and environment of each process."""
    python = sys.executable
    # The engine gets no database credentials and no data folder (design: what it never sees, it can never say).
    engine_env = without(
        env, "SHOUKOU_DATABASE_URL", "SHOUKOU_DATA", "SHOUKOU_DESK_KEY_PASSPHRASE", "SHOUKOU_REDIS_URL"
    )
    others = without(env, "SHOUKOU_DESK_KEY_PASSPHRASE")
    return {
        "actions": (f"exec {python} -m actions", others),
        "engine": (f"exec {ENGINE_PYTHON} -m bot.engine.serve", engine_env),
        "gateway": (f"exec {python} -m bot.channels", others),
        "desk": (f"exec {python} -m desk", env),
    }


def announce(settings: Settings) -> None:
    """Wait until the gateway says that all parts answer, then print the addresses."""
    public, desk = settings.gateway_url, settings.desk_url
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if _answers(f"{public}/healthz") and _answers(f"{desk}/healthz"):
            print(f"\n守口已启动\n  聊天页面  {public}/\n  内部工作台 {desk}/\n  按 Ctrl-C 全部停止\n", flush=True)
            return
        time.sleep(0.5)
    print(f"\n没有全部启动：看 {public}/healthz 写着哪一部分没有回应。\n", flush=True)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as reply:  # noqa: S310
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main() -> int:
    """Run until stopped; the exit code of the first process that failed."""
    settings = get_settings()
    busy = taken(settings)
    if busy:
        print(
            f"没有启动：{'、'.join(busy)} 已经有程序在用（也许是另一个守口）。\n"
            "停掉它再来，或者换一个端口，例如 SHOUKOU_GATEWAY_PORT=8180 make run；各端口的名称见 store/settings.py。",
            file=sys.stderr,
        )
        return 1
    env = environment(settings)
    prepare(env)
    manager = Manager()
    for name, (command, process_env) in commands(env).items():
        manager.add_process(name, command, env=process_env, cwd=str(ROOT))
    threading.Thread(target=announce, args=(settings,), daemon=True).start()
    manager.loop()
    return int(manager.returncode or 0)


if __name__ == "__main__":
    sys.exit(main())
