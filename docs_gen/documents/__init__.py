"""The kinds of documents, one frozen data class each. `KINDS` finds one by its name in code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docs_gen.documents.base import DocumentData, Due, FieldSpec, Record, long_date
from docs_gen.documents.classified import IdentityNote
from docs_gen.documents.reporter import AssistanceLetter, ReporterProtectionForm
from docs_gen.documents.reports import ReportReceipt
from docs_gen.documents.rights import (
    ExtensionApproval,
    ReviewResult,
    RightsAccepted,
    RightsApplicationForm,
    RightsRefused,
    RightsResult,
)
from docs_gen.documents.witness import ProtectedPerson, ProtectionReport, WitnessProtectionForm

KINDS: Mapping[str, type[DocumentData]] = MappingProxyType(
    {
        cls.kind: cls
        for cls in (
            ReportReceipt,
            ReporterProtectionForm,
            WitnessProtectionForm,
            ProtectionReport,
            AssistanceLetter,
            IdentityNote,
            RightsApplicationForm,
            RightsAccepted,
            RightsRefused,
            ExtensionApproval,
            RightsResult,
            ReviewResult,
        )
    }
)

__all__ = [
    "KINDS",
    "AssistanceLetter",
    "DocumentData",
    "Due",
    "ExtensionApproval",
    "FieldSpec",
    "IdentityNote",
    "ProtectedPerson",
    "ProtectionReport",
    "Record",
    "ReportReceipt",
    "ReporterProtectionForm",
    "ReviewResult",
    "RightsAccepted",
    "RightsApplicationForm",
    "RightsRefused",
    "RightsResult",
    "WitnessProtectionForm",
    "long_date",
]
