"""Staff's way in: the internal listener that the desk proxies to. Roles come from here, never from what a
message claims.

It stands on loopback and answers only who shows the bearer token the processes share. `X-Shoukou-Way-In`
(officer or hotline) and `X-Shoukou-Staff` (the id of who signed in at the desk) are read here and nowhere else.
"""

import hmac
import re

from fastapi import Request

from bot.channels.core import Gateway
from bot.channels.http import Refused
from bot.channels.web import Who

WAYS_IN = frozenset({"officer", "hotline"})
_STAFF = re.compile(r"[A-Za-z0-9_.@-]{1,64}")


class StaffDoor:
    """Says who stands before the internal listener."""

    def __init__(self, gateway: Gateway) -> None:
        self._token = gateway.settings.token().encode()

    def __call__(self, request: Request) -> Who:
        """The member of staff the desk speaks for. Raises Refused (401 without the token, 422 without a proper
        name).
        """
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(token.encode(), self._token):
            raise Refused("session_unknown", 401)
        way_in = request.headers.get("x-shoukou-way-in", "")
        staff = request.headers.get("x-shoukou-staff", "")
        if way_in not in WAYS_IN or not _STAFF.fullmatch(staff):
            raise Refused("bad_request", 422)
        return Who(way_in, frozenset({way_in}), staff, f"staff:{staff}")
