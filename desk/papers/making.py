"""A paper prefilled, made, kept sealed, taken out again. Which kinds there are stands with each area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from desk.office import Office
from desk.opening import Locked, Refused
from desk.papers import reports, rights, witness
from desk.papers.common import common, identity_note
from desk.papers.discretion import refuse_content
from desk.papers.source import Source, Values, particulars, protected
from docs_gen.documents import KINDS, DocumentData
from docs_gen.documents.base import Due
from docs_gen.errors import IdentityUnchecked
from docs_gen.identity import ProtectedIdentity
from docs_gen.render import render
from rules import lives
from store import access, audit, documents, keys
from store.database import Store
from store.sealing import seal
from store.staff import Staff

_AREAS = (reports, witness, rights)
# Which documents a kind of case can have, in the order they are usually made.
OF_CASE: Mapping[str, tuple[str, ...]] = {
    case: tuple(paper for paper in lives.life(case).papers if paper in KINDS) for case in lives.kinds()
}
# Documents with a number of their own: the sequence it comes from and the 机关代字 setting.
NUMBERED: Mapping[str, tuple[str, str]] = {kind: one for area in _AREAS for kind, one in area.NUMBERED.items()}
# Papers without anything that was sealed: they need no opening.
PLAIN = reports.PLAIN
FILL: Mapping[str, Callable[[Source], Values]] = {
    "identity_note": identity_note,
    **{kind: fill for area in _AREAS for kind, fill in area.FILL.items()},
}


def guarded(source: Source, data: DocumentData) -> tuple[ProtectedIdentity, ...]:
    """The identities to keep out of this paper: where it has an alias, or the measure 不公开个人信息 was chosen.

    Whoever chose that measure stands under an alias in every paper (规定 1 第九条第一款); without one nothing is made.
    Where the name is open, what the paper's reader need not know besides is kept out all the same.
    Raises IdentityUnchecked where that measure was chosen and the case knows no name to search for: whatever name
    the officer types could be the true one.
    """
    if source.hidden or data.protects_identity:
        people = protected(source)
        if not people and not data.bears_identity:
            raise IdentityUnchecked(data.title)
        return people
    return (particulars(source).only(data.withholds),) if data.withholds else ()


def prefilled(kind: str, source: Source) -> Values:
    """What is known of a paper already, by field name; a form shows it for the officer to complete."""
    known = {one.name for one in KINDS[kind].specs()}
    values = common(source) | (FILL[kind](source) if kind in FILL else {})
    if values.get("alias") and not KINDS[kind].bears_identity:
        # Beside an alias the true particulars are not wanted (规定 1 第九条; 规定 2 第十一条).
        values = {name: value for name, value in values.items() if name not in _identity_fields(kind)}
    return {name: value for name, value in values.items() if name in known and value not in ("", None, [], ())}


def _identity_fields(kind: str) -> frozenset[str]:
    return frozenset(one.name for one in KINDS[kind].specs() if one.identity)


def make(
    store: Store, source: Source, kind: str, values: Mapping[str, object], *, finished: bool = True
) -> tuple[DocumentData, bytes, str]:
    """Make a paper and keep it sealed; a kind with a 文号 and none given gets the next of its series.

    Returns: the document's data, the Word file and the id it is kept under.
    Raises: what `docs_gen.render` raises for a missing or unfit value (nothing is kept, no number is used up), NoKey.
    """
    given = dict(values)
    series, year, number = None, None, None
    counted = kind in NUMBERED and finished and not str(given.get("number") or "").strip()
    if counted:
        # Rendered once with the number that would come first, so that what can't be made never waits for a number.
        word, office = NUMBERED[kind]
        series, year = f"{getattr(source.settings, office)}{word}", source.today.year
        given["number"] = documents.number_zh(series, year, 1)
    data = KINDS[kind].from_values(given)
    people = guarded(source, data)
    refuse_content(source, data)
    word_file = render(data, protected=people, finished=finished)
    with store.begin() as s:
        if series is not None and year is not None:
            number = documents.next_number(s, series, year)
            if number > 1:
                data = KINDS[kind].from_values(given | {"number": documents.number_zh(series, year, number)})
                word_file = render(data, protected=people, finished=finished)
        envelope = seal(keys.current(s), f"document/{kind}", word_file)
        kept = documents.add(
            s,
            source.case.id,
            kind,
            envelope,
            source.staff,
            finished=finished,
            series=series,
            year=year,
            number=number,
            dates=_last_days(data),
        )
    return data, word_file, kept


def _last_days(data: DocumentData) -> dict[str, tuple[date, bool]]:
    """The last days a paper tells, by field, and whether each is 暂定: they are recorded as told."""
    values = {one.name: getattr(data, one.name) for one in data.specs()}
    return {name: (value.on, value.provisional) for name, value in values.items() if isinstance(value, Due)}


def take_out(office: Office, case_id: str, document_id: str, staff: Staff) -> tuple[str, bytes]:
    """A kept paper: a file name without anybody's name, and its bytes; recorded first.

    Raises KeyError, Refused (a paper with content is open to whoever the case is), Locked, OpenError.
    """
    if office.keyring is None:
        raise Locked
    with office.store.begin() as s:
        found = documents.get(s, document_id)
        if found is None or found.case_id != case_id:
            raise KeyError(document_id)
        no = None if found.kind in PLAIN else access.refusal(s, case_id, staff)
        audit.append(s, staff.actor, "document.open", f"case:{case_id}", f"refused:{no[0]}" if no else found.id)
    if no:
        raise Refused(*no)
    title = KINDS[found.kind].title + ("" if found.finished else "_草稿")
    number = f"{found.series}〔{found.year}〕{found.number}号" if found.number else found.id[-6:]
    return f"{title}_{number}.docx", office.keyring.open(found.envelope)
