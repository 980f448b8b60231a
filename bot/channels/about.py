"""Who this is and how to know it: the office, the fingerprint of its key, and 安全提示."""

import hashlib

from bot.channels.core import Gateway
from bot.channels.schemas import About, Advice
from bot.channels.turns import STORE_FAILURES
from store.settings import Settings

# In this order; each is a sentence of domain.yml whose first line is its heading.
ADVICE = ("safety_device", "safety_people", "safety_kept", "safety_site", "safety_else")


def fingerprint(public: bytes) -> str:
    """SHA-256 of a public key's bytes, its first 32 hex digits in groups of four: what two people can compare."""
    digest = hashlib.sha256(public).hexdigest()[:32].upper()
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))


async def about(gateway: Gateway) -> About:
    """For the page, for `/safety`, for every page's foot. Without a key the fingerprint is empty."""
    try:
        shown = fingerprint((await gateway.vaulting.work(gateway.vaulting.key)).data)
    except STORE_FAILURES:
        shown = ""
    return About(
        **office(gateway.settings),
        fingerprint=shown,
        safety=[_advice(gateway, name) for name in ADVICE],
    )


def office(settings: Settings) -> dict[str, str]:
    """Name, address and numbers of the office, as on every page."""
    return {
        "name": settings.office_name,
        "address": settings.office_address,
        "phone": settings.office_phone,
        "hotline": settings.hotline,
    }


def _advice(gateway: Gateway, name: str) -> Advice:
    head, _, text = gateway.responses.say(name).text.partition("\n")
    return Advice(head=head, text=text.strip())
