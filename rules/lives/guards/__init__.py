"""Steps that a function of a regulation decides: the condition of an article stands there, and only there.

Guards are asked last, once every answer that the step needs is there. They know the facts, the steps done with their
days, and the day. One module a subject; a step names its guard in its table (`guard:`).
"""

from collections.abc import Mapping

from rules.lives.guards import police, police_answer, police_handling, reporters, rewards, secrecy, witness
from rules.lives.guards.base import Guard

GUARDS: Mapping[str, Guard] = {
    **rewards.GUARDS,
    **witness.GUARDS,
    **police.GUARDS,
    **police_answer.GUARDS,
    **police_handling.GUARDS,
    **secrecy.GUARDS,
    **reporters.GUARDS,
}

__all__ = ["GUARDS", "Guard"]
