"""The engine's settings, from the environment: the only names it knows. Paths are relative to the repository root."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The repository: Rasa's own files and `nlu_data/` stand here."""


class NotConfigured(RuntimeError):
    """The engine must not start: something it needs is missing from the environment."""


@dataclass(frozen=True)
class EngineSettings:
    """What the engine is told from outside."""

    token: str
    """Bearer token between gateway, engine and actions (`SHOUKOU_INTERNAL_TOKEN`)."""
    host: str = "127.0.0.1"
    port: int = 5005
    actions_url: str = "http://127.0.0.1:5055/webhook"
    idle_minutes: float = 30.0
    """After so many minutes without a turn a conversation is forgotten."""
    max_conversations: int = 20_000
    """More than these and the one longest idle is forgotten: memory is bounded."""
    models: Path = ROOT / "models"
    log_level: str = "WARNING"

    @classmethod
    def from_env(cls) -> EngineSettings:
        """Read the environment. Raises `NotConfigured` without a token, or when a number is not one."""
        env = os.environ
        token = env.get("SHOUKOU_INTERNAL_TOKEN", "").strip()
        if not token:
            raise NotConfigured("SHOUKOU_INTERNAL_TOKEN is not set: the engine answers nobody without it")
        try:
            return cls(
                token=token,
                host=env.get("SHOUKOU_ENGINE_HOST", cls.host),
                port=int(env.get("SHOUKOU_ENGINE_PORT", str(cls.port))),
                actions_url=env.get("SHOUKOU_ACTIONS_URL", cls.actions_url),
                idle_minutes=float(env.get("SHOUKOU_IDLE_MINUTES", str(cls.idle_minutes))),
                max_conversations=int(env.get("SHOUKOU_ENGINE_CONVERSATIONS", str(cls.max_conversations))),
                models=Path(env.get("SHOUKOU_MODELS", str(cls.models))),
                log_level=env.get("SHOUKOU_LOG_LEVEL", cls.log_level).upper(),
            )
        except ValueError as error:
            raise NotConfigured(f"a SHOUKOU_ setting is not a number: {error}") from None
