"""What the running desk holds: the store, the unlocked keyring (or none yet), who is signed in."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path

from desk.keyring import Keyring, KeyringError
from store import staff as accounts
from store.database import Store
from store.settings import Settings
from store.staff import Staff

# How long it can take until a closed account is out.
RECHECK_SECONDS = 15


@dataclass
class SignedIn:
    """One person at one browser. `csrf` stands in every form; `made` are the papers made by forms sent from here."""

    staff: Staff
    csrf: str
    touched: float
    checked: float
    made: dict[str, str] = field(default_factory=dict)


@dataclass
class Office:
    """State of the desk's process. Nothing of it is written anywhere."""

    settings: Settings
    store: Store
    keyring: Keyring | None = None
    _signed_in: dict[str, SignedIn] = field(default_factory=dict)

    def unlock(self, passphrase: str) -> None:
        """Unlock the keyring and tell the store the current public key. Raises KeyringError."""
        keyring = Keyring.load(self.settings.keys_dir, passphrase)
        with self.store.begin() as s:
            keyring.publish(s)
        self.keyring = keyring

    def unlock_at_start(self) -> bool:
        """Unlock with the passphrase of the settings or of the demo file; False when there is none or it is wrong."""
        given = self.settings.desk_key_passphrase
        kept: Path = self.settings.run_dir / "desk_passphrase"
        passphrase = given.get_secret_value() if given else kept.read_text("ascii").strip() if kept.exists() else ""
        if not passphrase:
            return False
        try:
            self.unlock(passphrase)
        except KeyringError:
            return False
        return True

    def sign_in(self, staff: Staff) -> str:
        """A new session for somebody who gave the right password; returns its token."""
        now = time.monotonic()
        self._signed_in = {t: s for t, s in self._signed_in.items() if s.touched > now - self._idle}
        token = secrets.token_urlsafe(32)
        self._signed_in[token] = SignedIn(staff, secrets.token_urlsafe(24), now, now)
        return token

    @property
    def _idle(self) -> float:
        return self.settings.desk_idle_minutes * 60

    def who(self, token: str | None) -> SignedIn | None:
        """Who holds a token, if it is still good."""
        found = self._signed_in.get(token or "")
        if found is None:
            return None
        now = time.monotonic()
        if found.touched <= now - self._idle or not self._still(found, now):
            self.sign_out(token)
            return None
        found.touched = now
        return found

    def _still(self, found: SignedIn, now: float) -> bool:
        """Whether the account is still active and of the same role."""
        if now - found.checked > RECHECK_SECONDS:
            with self.store.read() as s:
                if accounts.get(s, found.staff.id) != found.staff:
                    return False
            found.checked = now
        return True

    def sign_out(self, token: str | None) -> None:
        """End a session."""
        self._signed_in.pop(token or "", None)
