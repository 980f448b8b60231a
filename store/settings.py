"""Every setting of every process, in one typed place, read from the environment (`SHOUKOU_*`).

Nothing here is secret except `internal_token`, which is made on first use when the environment does not give one.
"""

from __future__ import annotations

import functools
import os
import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
MIB = 1024 * 1024


class Settings(BaseSettings):
    """The settings. Each can be set by an environment variable `SHOUKOU_<NAME>`; sizes, times and limits say their
    unit.
    """

    model_config = SettingsConfigDict(env_prefix="SHOUKOU_", extra="ignore", frozen=True)

    # --- where things are kept
    data: Path = Field(
        default=Path("var"), description="Data folder; a relative one is taken from the repository's root."
    )
    database_url: str = Field(
        default="",
        description="SQLAlchemy URL; empty: SQLite in the data folder. PostgreSQL: postgresql://user@host/name.",
    )
    redis_url: str = Field(
        default="",
        description="Redis, for what several gateway processes must share; empty: one process, in memory.",
    )

    # --- where the four processes listen
    gateway_host: str = Field(default="127.0.0.1", description="The public listener (chat page).")
    gateway_port: int = Field(default=8080, ge=1, le=65535)
    gateway_internal_host: str = Field(
        default="127.0.0.1", description="For the desk's staff chat only; keep it on loopback."
    )
    gateway_internal_port: int = Field(default=8081, ge=1, le=65535)
    engine_host: str = Field(default="127.0.0.1", description="Rasa; loopback only.")
    engine_port: int = Field(default=5005, ge=1, le=65535)
    actions_host: str = Field(default="127.0.0.1", description="rasa-sdk action server; loopback only.")
    actions_port: int = Field(default=5055, ge=1, le=65535)
    desk_host: str = Field(
        default="127.0.0.1", description="The workbench; never on a network that the internet reaches."
    )
    desk_port: int = Field(default=8090, ge=1, le=65535)
    internal_token: SecretStr | None = Field(
        default=None,
        description="Bearer token between the processes; read it with `token()`, which makes one when unset.",
    )
    secure_cookies: bool = Field(
        default=False, description="Set it where TLS stands in front: cookies marked Secure, HSTS sent."
    )
    trusted_proxies: str = Field(
        default="",
        description="Comma-separated addresses whose X-Forwarded-For is believed; empty: nobody's.",
    )

    # --- limits
    sessions_per_minute: float = Field(
        default=60, gt=0, description="New conversations from one source (an address), a minute and at once."
    )
    messages_per_minute: float = Field(default=600, gt=0, description="Messages from one source, a minute and at once.")
    idle_minutes: int = Field(
        default=30, ge=1, description="After so many idle minutes what was not submitted is gone."
    )
    desk_idle_minutes: int = Field(default=30, ge=1, description="After so many idle minutes staff sign in again.")
    max_text: int = Field(default=20_000, ge=100, description="Longest answer, in characters.")
    max_files: int = Field(default=20, ge=0, description="Most files for one step.")
    max_file_mb: int = Field(default=50, ge=1, description="Largest file, in MiB, before sealing.")
    part_size: int = Field(
        default=4 * MIB, ge=64 * 1024, description="Size of an upload's part, in bytes, before sealing."
    )
    grant_seconds: int = Field(
        default=120, ge=10, description="How long a grant (number and password tried) can be redeemed."
    )

    # --- the office
    office_name: str = Field(default="示例市人民检察院", description="Takes reports; heads its documents.")
    office_address: str = Field(default="示例市示例路 1 号", description="Where people can go; on every page.")
    office_phone: str = Field(default="12309", description="The office's own number; on every page.")
    report_centre_name: str = Field(default="示例市人民检察院举报中心", description="举报中心 (规定 2 第十三条).")
    police_office_name: str = Field(default="示例市公安局", description="Protects witnesses; heads its documents.")
    rights_office_name: str = Field(
        default="示例市公安局维护民警执法权威工作办公室", description="维权办 (规定 3 第六条)."
    )
    office_short: str = Field(default="示检举", description="机关代字 of the prosecutors' documents.")
    police_office_short: str = Field(default="示公", description="机关代字 of the police documents.")
    rights_office_short: str = Field(default="示公维", description="机关代字 of 维权办's documents.")
    hotline: str = Field(default="12309", description="The number people can call instead.")
    quick_exit_url: str = Field(default="about:blank", description="Where the plain page's quick-exit link goes.")

    # --- days
    last_day_on_holiday: Literal["next_working_day", "stays"] = Field(
        default="next_working_day",
        description="A period in 日 whose last day is a day off: it ends on the next working day, or stays.",
    )
    calendar_overlay: Path = Field(
        default=Path("calendar_overlay.yaml"),
        description="The office's own working days (放假安排), see rules/data/calendar_overlay.yaml; a relative one is "
        "taken from the data folder. While there is no such file, the one that comes with the program counts.",
    )

    # --- running
    log_level: str = Field(default="INFO", description="DEBUG is safe as well: no log line holds a user's words.")
    engine_timeout: float = Field(default=20.0, gt=0, description="Seconds the gateway waits for a turn.")
    desk_key_passphrase: SecretStr | None = Field(
        default=None,
        description="Unlocks the desk key at start; unset: the desk asks for it.",
    )

    @field_validator("data")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        # Four processes with different working folders have to agree on one folder.
        value = value.expanduser()
        return value if value.is_absolute() else ROOT / value

    @property
    def database(self) -> str:
        """The database URL in force."""
        return self.database_url or f"sqlite:///{self.data / 'shoukou.db'}"

    @property
    def overlay(self) -> Path:
        """The office's own overlay of the calendar; it need not exist."""
        return self.data / self.calendar_overlay.expanduser()

    @property
    def run_dir(self) -> Path:
        """Token, locks, pid files."""
        return self.data / "run"

    @property
    def vault_dir(self) -> Path:
        """Sealed file parts."""
        return self.data / "vault"

    @property
    def keys_dir(self) -> Path:
        """The desk's key files; only the desk reads it."""
        return self.data / "keys"

    @property
    def logs_dir(self) -> Path:
        return self.data / "logs"

    @property
    def gateway_url(self) -> str:
        return f"http://{self.gateway_host}:{self.gateway_port}"

    @property
    def gateway_internal_url(self) -> str:
        return f"http://{self.gateway_internal_host}:{self.gateway_internal_port}"

    @property
    def engine_url(self) -> str:
        return f"http://{self.engine_host}:{self.engine_port}"

    @property
    def actions_url(self) -> str:
        return f"http://{self.actions_host}:{self.actions_port}"

    @property
    def desk_url(self) -> str:
        return f"http://{self.desk_host}:{self.desk_port}"

    @property
    def max_parts(self) -> int:
        """Most parts an upload can have."""
        return -(-self.max_file_mb * MIB // self.part_size)

    def token(self) -> str:
        """The bearer token the processes show each other; made once, kept in data/run (0600), the same for all."""
        if self.internal_token is not None and self.internal_token.get_secret_value():
            return self.internal_token.get_secret_value()
        return secret_file(self.run_dir / "internal_token")


def secret_file(path: Path) -> str:
    """A random secret kept in `path` (0600), made by whichever process comes first. Returns its text."""
    private_dir(path.parent)
    if not path.exists():
        # Written aside and linked: a second process sees the whole file or none, and never overwrites the first's.
        aside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    return path.read_text(encoding="ascii").strip()


def private_dir(path: Path) -> Path:
    """Make a folder that only this user can enter; returns it."""
    for missing in reversed([p for p in (path, *path.parents) if not p.exists()]):
        missing.mkdir(exist_ok=True, mode=0o700)  # `parents=True` would leave those above open to others
    return path


@functools.lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once. Tests call `get_settings.cache_clear()` after changing the
    environment.
    """
    return Settings()
