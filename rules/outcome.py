"""What a rule answers: codes for the program, Chinese sentences for people, references for both."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from rules.deadlines import Deadline
from rules.reference import Ref, refs


class InvalidFacts(ValueError):
    """Facts that are not among the enumerated options.

    Names the field, never the value: it might be a person's words.
    """

    def __init__(self, field: str) -> None:
        super().__init__(f"not an option of {field}")
        self.field = field


@dataclass(frozen=True)
class Point:
    """One thing to say: a code, a Chinese sentence and the provisions it rests on."""

    code: str
    text: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class Measure:
    """A protective measure: open when nothing is left in `needs`."""

    code: str
    title: str
    refs: tuple[Ref, ...]
    needs: tuple[Point, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nothing stands in the way but the authority's own assessment and approval."""
        return not self.needs


@dataclass(frozen=True)
class Outcome:
    """The answer to one question of law.

    decision, text: code and sentence. reasons: why. missing: what is lacking for a better decision.
    approver: who must approve. measures: what can be done. deadlines: which run. documents: which are made.
    notes: what else the person should know.
    """

    decision: str
    text: str
    refs: tuple[Ref, ...]
    reasons: tuple[Point, ...] = ()
    missing: tuple[Point, ...] = ()
    approver: Point | None = None
    measures: tuple[Measure, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    documents: tuple[Point, ...] = ()
    notes: tuple[Point, ...] = ()

    def all_refs(self) -> tuple[Ref, ...]:
        """Every provision named anywhere in the outcome, in order of first mention."""
        points = chain(self.reasons, self.missing, [self.approver] if self.approver else [], self.documents, self.notes)
        found = list(self.refs)
        for point in points:
            found.extend(point.refs)
        for measure in self.measures:
            found.extend(measure.refs)
            found.extend(chain.from_iterable(need.refs for need in measure.needs))
        for deadline in self.deadlines:
            found.extend(deadline.refs)
        return tuple(dict.fromkeys(found))

    def codes(self) -> frozenset[str]:
        """The codes of reasons, missing, documents and notes together."""
        return frozenset(p.code for p in chain(self.reasons, self.missing, self.documents, self.notes))


def point(code: str, text: str, *short: str) -> Point:
    """A Point with its references in short form."""
    return Point(code, text, refs(*short))


def require(field: str, value: str | None, options: Iterable[str], *, optional: bool = False) -> None:
    """Raise InvalidFacts when the value is no option; None passes when optional."""
    if value is None:
        if optional:
            return
        raise InvalidFacts(field)
    if value not in options:
        raise InvalidFacts(field)


def require_all(field: str, values: Iterable[str], options: Iterable[str]) -> None:
    """Raise InvalidFacts when one of the values is no option."""
    if not frozenset(values) <= frozenset(options):
        raise InvalidFacts(field)
