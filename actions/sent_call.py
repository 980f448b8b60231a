"""After a call for help went: what is told then is added to it, and that nobody need come is passed on.

A call goes at once, without a review. So it can be followed up in the same conversation for as long as that lasts, by
no more than a sentence or a button; the call itself stays as it is.
"""

from __future__ import annotations

import logging

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions import data
from actions.visit import PUBLIC, Visit
from store import cases, vault
from store.items import story_label

log = logging.getLogger(__name__)

SLOT = "call_sent"
CALLED_OFF = "call_off"
"""The button's value: nobody need come."""
_FLOW, _WORDS = "urgent", "urgent.words"


def went(visit: Visit) -> bool:
    """Whether a call for help of this conversation was sent: that nobody was called is true no more."""
    return bool(visit.sheet.state(SLOT))


async def call_off(visit: Visit) -> None:
    """Tell the duty desk that nobody need come, and say so; asked twice, it is told once."""
    case_id = str(visit.sheet.state(SLOT))
    try:
        await data.write(lambda s: cases.call_off(s, visit.conversation, case_id))
    except cases.AlreadyAsked:
        pass
    except (cases.NothingToAdd, KeyError, ValueError, SQLAlchemyError, OSError) as failure:
        log.error("call_off failed: reason=%s", type(failure).__name__)
        visit.say("utter_call_off_failed")
        return
    visit.say("utter_call_off_told")


async def add(visit: Visit) -> bool:
    """Add what was told now to the call that went; whether that was done. It stays a draft where it was not: staff may
    write for the next caller already, and what waits for a flow of its own stays with that.
    """
    case_id, label = str(visit.sheet.state(SLOT)), story_label("", visit.turn.value)
    if visit.way_in not in PUBLIC or label in (visit.sheet.state("story_waits") or []):
        return False

    def work(s: Session) -> None:
        if label != _WORDS:
            vault.move(s, visit.conversation, label, _WORDS)
        cases.add_material(s, visit.conversation, case_id, _FLOW)

    try:
        await data.write(work)
    except (cases.NothingToAdd, KeyError, vault.VaultError, SQLAlchemyError, OSError) as failure:
        log.error("words for a call not added: reason=%s", type(failure).__name__)
        return False
    visit.say("utter_call_added")
    return True
