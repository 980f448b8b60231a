"""What a paper is filled from: an opened case, its plain facts, deadlines, the office's own names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from docs_gen.documents import Due
from docs_gen.identity import ProtectedIdentity
from rules import lives
from store import cases
from store.clock import ZONE, now
from store.database import Store
from store.items import catalogue
from store.settings import Settings
from store.staff import Staff

Values = dict[str, object]
# What a linked case can say of the person: a protection request that came with a report does not ask again.
WHO = frozenset({"name", "contact", "id_number", "address", "work_unit"})
POLICE_CASES = frozenset({"witness_protection", "protection_report", "urgent_protection"})


@dataclass(frozen=True)
class Source:
    """What a paper is filled from: the case, its opened texts by item, today, the settings, who makes it.

    `reported`: what was reported, in this case or one linked to it; for checking only, never printed.
    """

    case: cases.Listed
    texts: Mapping[str, str]
    events: tuple[cases.Event, ...]
    deadlines: tuple[cases.Period, ...]
    settings: Settings
    staff: Staff
    today: date
    reported: tuple[str, ...] = ()

    def text(self, item: str) -> str:
        """The opened text of an item of this case's flow, or "". What was told of it unasked comes first."""
        told = self.texts.get(self._told_by(item), "")
        answered = self.texts.get(item, "")
        return f"{told}\n{answered}" if told and answered else told or answered

    def _told_by(self, item: str) -> str:
        for flow in catalogue().values():
            if flow.case == self.case.kind:
                return next((name for name, one in flow.items.items() if one.tells == item), "")
        return ""

    def title(self, item: str) -> str:
        """The title of a plain choice, or ""."""
        return "、".join(self.titles(item))

    def titles(self, item: str) -> list[str]:
        """The titles of a plain choice."""
        value = self.case.facts.get(item)
        chosen = [value] if isinstance(value, str) else list(value or [])
        options = self._options(item)
        return [options[option] for option in chosen]

    def _options(self, item: str) -> Mapping[str, str]:
        for flow in catalogue().values():
            if flow.case == self.case.kind:
                return flow.items[item].options if item in flow.items else {}
        return {}

    @property
    def measures(self) -> list[str]:
        """Ids of the measures of protection: those approved last, before an approval those that the case asks for."""
        approved = lives.life(self.case.kind).facts.get("approved_measures")
        for event in reversed(self.events):
            for title, answers in event.facts:
                if approved is not None and title == approved.title:
                    return [option for option, words in approved.options.items() if words in answers]
        return list(self.case.facts.get("measures") or [])

    @property
    def hidden(self) -> bool:
        """Whether 不公开个人信息 was asked for or approved: then the person stands under an alias in every paper."""
        return "hide_information" in {*self.measures, *(self.case.facts.get("measures") or [])}

    @property
    def received(self) -> date:
        """The day the case came in, in Shanghai."""
        return self.case.submitted_at.astimezone(ZONE).date()

    def due(self, *kinds: str) -> Due | None:
        """The deadline of one of these kinds, if the case has it."""
        for period in self.deadlines:
            if period.deadline.kind in kinds:
                return Due(period.deadline.due, period.deadline.provisional)
        return None

    def reached(self, *statuses: str) -> date | None:
        """The day the case first took one of these statuses; None when it did not."""
        for event in self.events:
            if event.status in statuses:
                return event.day
        return None


def source_of(
    store: Store,
    case_id: str,
    texts: Mapping[str, str],
    settings: Settings,
    staff: Staff,
    linked: Mapping[str, str] | None = None,
    reported: Iterable[str] = (),
) -> Source:
    """Gather what papers are filled from. Raises KeyError.

    Args:
        texts: label → opened text of the case.
        linked: the same of its linked cases: who somebody is and how to reach them, when the case itself does not say.
        reported: every opened text of a report, see `discretion.reported`.
    """
    with store.read() as s:
        case = cases.get(s, case_id)
        if case is None:
            raise KeyError(case_id)
        events = tuple(cases.events(s, case_id))
        periods = tuple(cases.deadlines(s, case_id))
    own = {label.partition(".")[2]: text for label, text in texts.items()}
    known = {label.partition(".")[2]: text for label, text in (linked or {}).items()}
    who = {item: text for item, text in known.items() if item in WHO}
    return Source(case, {**who, **own}, events, periods, settings, staff, now().date(), tuple(reported))


def protected(source: Source) -> tuple[ProtectedIdentity, ...]:
    """The true identity that papers under an alias must not show; none when no name to search for is known."""
    try:
        return (replace(particulars(source), name_open=False),)
    except ValueError:  # no name, or one that is none ("——")
        return ()


def particulars(source: Source) -> ProtectedIdentity:
    """What is known of the person besides the name, which is open: also where no name was given."""
    given = {
        item: (source.text(item),) if source.text(item) else ()
        for item in ("id_number", "address", "contact", "work_unit")
    }
    return ProtectedIdentity(
        source.text("name").strip(),
        given["id_number"],
        given["address"],
        given["contact"],
        given["work_unit"],
        name_open=True,
    )


def born(id_number: str) -> date | None:
    """The birth date in an ID number of eighteen digits; None when it has none."""
    digits = id_number.strip()
    try:
        return date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])) if len(digits) == 18 else None
    except ValueError:
        return None


def sex(id_number: str) -> str:
    """男 or 女 by an ID number of eighteen digits; "" when it does not say."""
    digits = id_number.strip()
    return ("男" if int(digits[16]) % 2 else "女") if len(digits) == 18 and digits[16].isdecimal() else ""


def age(id_number: str, today: date) -> str:
    """The age today in whole years (周岁); "" when the ID number does not say."""
    on = born(id_number)
    return str(today.year - on.year - ((today.month, today.day) < (on.month, on.day))) if on else ""
