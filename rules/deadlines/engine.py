"""The one engine of periods: from a period of the table and the day of its event to the last day, and again."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rules.calendar import Calendar, default_calendar
from rules.deadlines.model import Deadline, Suspension, Unit
from rules.deadlines.table import SUBMITTED, Period, of_case, period, periods
from rules.parameters import parameter


class NotSuspendable(ValueError):
    """The text that sets the period names no suspension."""


@dataclass(frozen=True)
class Change:
    """What an event does to the periods of a case: kinds that are met, kinds that are void, periods that start."""

    met: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    start: tuple[Deadline, ...] = ()


def reckon(
    which: str | Period, base: dt.date, *, calendar: Calendar | None = None, suspended: Sequence[Suspension] = ()
) -> Deadline:
    """The period `which` from an event on `base`, which is not counted.

    The length is that in force on the day of the event, so that an amended rule leaves old cases alone.
    suspended: days not counted. None of the three regulations names a suspension, so none of their periods
    takes any; a rule that does names the provision in the table.
    Raises KeyError for an unknown kind, NotInForce, NotSuspendable, ValueError for a period a decision sets.
    """
    one = which if isinstance(which, Period) else period(which)
    if suspended and one.suspension is None:
        raise NotSuspendable(one.kind)
    expiry = (one.expiry.status, one.expiry.text) if one.expiry else ("", "")
    if one.word:
        return Deadline(
            one.kind, one.title, base, 0, "at_once", base, False, one.refs, *expiry, one.note, base, one.word
        )
    if one.decided:
        raise ValueError("the day stands in a decision")
    length = parameter(one.parameter, base)
    days = calendar or default_calendar()
    paused = frozenset[dt.date]().union(*(s.days() for s in suspended))
    unit: Unit
    if length.unit == "working_days":
        unit, due = "working_days", days.add_working_days(base, length.value, paused=paused)
    elif length.unit == "calendar_days":
        unit, due = "calendar_days", days.add_calendar_days(base, length.value, paused=paused)
    else:
        raise ValueError("a length that is not in days")
    return Deadline(
        one.kind,
        length.title,
        base,
        length.value,
        unit,
        due.date,
        due.provisional,
        (length.ref,),
        *expiry,
        one.note,
        due.counted,
        "",
        tuple(suspended),
    )


def decided(which: str | Period, base: dt.date, until: dt.date, *, case: str = "") -> Deadline:
    """A term whose last day a decision names (禁止令: 一定期限, 规定 1 第十条).

    It ends on the day named, holiday or not. `case`: the kind of case, where the provision depends on it.
    Raises KeyError, ValueError when the day lies before the decision or the text sets the length of the period.
    """
    one = which if isinstance(which, Period) else period(which)
    if not one.decided:
        raise ValueError("the text sets the length of this period")
    if until < base:
        raise ValueError("a term that ends before it begins")
    refs = one.refs_in.get(case, one.refs)
    return Deadline(
        one.kind, one.title, base, (until - base).days, "decided", until, False, refs, "", "", one.note, until
    )


def again(old: Deadline, *, calendar: Calendar | None = None) -> Deadline:
    """The same period reckoned anew: by the same event and the rule of its day, by the calendar as it is now.

    What a decision set stays, and so does a kind that the table no longer has.
    """
    if old.unit == "decided" or old.kind not in periods():
        return old
    return reckon(old.kind, old.base, calendar=calendar, suspended=old.suspended)


def warn_on(deadline: Deadline, *, calendar: Calendar | None = None) -> dt.date:
    """From which day the desk is warned of a last day; never before the day of the event."""
    one = periods().get(deadline.kind)
    if one is None or not one.warn or deadline.at_once:
        return deadline.base if deadline.at_once else deadline.due
    return max(deadline.base, (calendar or default_calendar()).back_working_days(deadline.due, one.warn))


def passed(deadline: Deadline, today: dt.date) -> bool:
    """Whether the last day is over for certain: a provisional last day never is, nor what has no number of days."""
    return today > deadline.due and not deadline.provisional and not deadline.at_once


def on_submit(
    case: str, facts: Mapping[str, Any], day: dt.date, *, calendar: Calendar | None = None
) -> tuple[Deadline, ...]:
    """The periods that begin when a case of that kind comes in."""
    return tuple(
        reckon(one, day, calendar=calendar)
        for one in of_case(case)
        if any(start.when == SUBMITTED and start.fits(facts) for start in one.starts)
    )


def on_event(
    case: str,
    names: Collection[str],
    day: dt.date,
    running: Sequence[Deadline],
    *,
    facts: Mapping[str, Any] | None = None,
    term: dt.date | None = None,
    calendar: Calendar | None = None,
) -> Change:
    """What an event on `day` does to the periods of a case.

    names: what the event is called in the table: the step that was made, the status that was taken.
    term: the last day that the step decides, where it decides one; without it no term begins.
    """
    own = of_case(case)
    by_kind = {d.kind: d for d in running}
    started = []
    for one in own:
        start = next((s for s in one.starts if s.when in names and s.fits(facts or {})), None)
        if start is None:
            continue
        if not one.decided:
            other = by_kind.get(start.other)
            base = day if other is None else other.due if start.base == "due_of" else other.base
            started.append(reckon(one, base, calendar=calendar))
        elif term is not None:
            started.append(decided(one, day, term, case=case))
    return Change(
        tuple(p.kind for p in own if p.met.intersection(names)),
        tuple(p.kind for p in own if p.void.intersection(names)),
        tuple(started),
    )


def on_paper(case: str, paper: str) -> Change:
    """What a finished paper does to the periods of a case: some duties are met by making it."""
    return Change(tuple(p.kind for p in of_case(case) if paper in p.met_by_paper))


def guard(new: Deadline, told: Sequence[dt.date]) -> dt.date:
    """The day the desk keeps to, when other days were told to the person as settled.

    The texts are silent on this. The reading that protects: what the office owes is due on the earliest day it
    named or the rule names; what the person owes (申请复核) may still be done on the latest. So nobody loses by
    having believed the office, and the rule's own day is never missed to the person's harm.
    """
    one = periods().get(new.kind)
    if new.at_once or not told:
        return new.due
    pick = max if one is not None and one.owed_by == "person" else min
    return pick(new.due, *told)


def with_due(deadline: Deadline, due: dt.date) -> Deadline:
    """The same period with the day the desk keeps to; a day that was told as settled is not provisional."""
    if due == deadline.due:
        return deadline
    return replace(deadline, due=due, provisional=False)
