"""Where one is in a flow: which step this is, of about how many.

Read from the catalogue and from what was asked so far; the gateway does not know the answers. What is asked only of
some is not counted before it is asked, so the number of steps may grow by a few, never jump about.
"""

from collections.abc import Collection, Mapping, Sequence

from bot.channels.schemas import Ask
from store import items

# Items that a flow asks only under a condition (`conditions` in actions/<flow>.py; a test holds them alike).
CONDITIONAL: Mapping[str, frozenset[str]] = {
    "report": frozenset({"capacity", "name", "id_number", "contact", "acknowledge"}),
    "protect_reporter": frozenset({"name", "contact", "acknowledge", "person"}),
    "protection_report": frozenset({"consent", "alias"}),
    "rights": frozenset(
        {"relative", "applicant_name", "sanction", "behaviour", "injury", "against", "lawyer"},
    ),
}
# Nobody counts steps in danger.
UNCOUNTED = frozenset({"urgent"})


def without_last_flow(asked: Sequence[str]) -> list[str]:
    """What was asked, less the flow that was asked about last: it has ended."""
    ended = asked[-1].partition(".")[0] if asked else ""
    return [label for label in asked if label.partition(".")[0] != ended]


def where(ask: Ask, asked: Collection[str]) -> tuple[int, int]:
    """This step's number and how many there are, review included; (0, 0) where nothing is counted.

    `asked`: labels asked so far, this one among them; those of other flows do not count.
    """
    flow_id, _, item_id = ask.id.partition(".")
    flow = items.catalogue().get(flow_id)
    if flow is None or flow_id in UNCOUNTED:
        return 0, 0
    order = [item.id for item in flow.items.values() if not getattr(item, "appends", False)]
    if ask.kind == "review":
        here = len(order)
    elif item_id in order:
        here = order.index(item_id)
    else:
        return 0, 0
    conditional = CONDITIONAL.get(flow_id, frozenset())
    passed = sum(f"{flow_id}.{name}" in asked for name in order[:here])
    rest = 0
    # What is asked of some is asked of those who have just been asked its like.
    alike = item_id in conditional
    for name in order[here + 1 :]:
        alike = alike and name in conditional
        rest += alike or name not in conditional or f"{flow_id}.{name}" in asked
    step = passed + 1
    return step, step if ask.kind == "review" else step + rest + 1
