"""Invented data: one finished document of every kind, with the name open (`OPEN`) and under an alias (`COVERED`)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docs_gen.documents import DocumentData
from docs_gen.render import render
from tests.docs_gen.samples import reporter_letters, reports, rewards, rights, rights_outcomes, witness
from tests.docs_gen.samples.common import IDENTITY, TRUE_NAME
from tests.docs_gen.samples.reports import LETTER, RECEIPT, REPORTER_FORM
from tests.docs_gen.samples.rights import ACCEPTED, EXTENSION, REFUSED, RESULT, REVIEW, RIGHTS_FORM
from tests.docs_gen.samples.witness import NOTE, PERSON, REPORT, UNFINISHED, VARIANTS, WITNESS_FORM

OPEN: tuple[DocumentData, ...] = (
    *witness.SAMPLES,
    *reports.SAMPLES,
    *reporter_letters.SAMPLES,
    *rewards.SAMPLES,
    *rights.SAMPLES,
    *rights_outcomes.SAMPLES,
)


def covered(document: DocumentData) -> DocumentData:
    """The same document under the alias 程安: the true particulars left out, in groups of persons too."""
    if document.bears_identity:
        return document
    change: dict[str, Any] = {}
    for spec in document.specs():
        if spec.of is not None and "alias" in {one.name for one in spec.of.specs()}:
            gone = {one.name: "" for one in spec.of.specs() if one.identity} | {"alias": "程安"}
            change[spec.name] = tuple(replace(one, **gone) for one in getattr(document, spec.name))
    if "alias" in {one.name for one in document.specs()}:
        change |= {one.name: "" for one in document.specs() if one.identity} | {"alias": "程安"}
    return replace(document, **change)


def made(document: DocumentData) -> bytes:
    """The Word file; the identity is given where the kind asks for it although its names are open."""
    return render(document, protected=IDENTITY if document.protects_identity else ())


COVERED: tuple[DocumentData, ...] = tuple(covered(one) for one in OPEN)

__all__ = [
    "ACCEPTED",
    "COVERED",
    "EXTENSION",
    "IDENTITY",
    "LETTER",
    "NOTE",
    "OPEN",
    "PERSON",
    "RECEIPT",
    "REFUSED",
    "REPORT",
    "REPORTER_FORM",
    "RESULT",
    "REVIEW",
    "RIGHTS_FORM",
    "TRUE_NAME",
    "UNFINISHED",
    "VARIANTS",
    "WITNESS_FORM",
    "covered",
    "made",
]
