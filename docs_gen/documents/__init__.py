"""The kinds of documents, one frozen data class each. `KINDS` finds one by its name in code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docs_gen.documents.base import DocumentData, Due, FieldSpec, Record, long_date
from docs_gen.documents.classified import IdentityNote
from docs_gen.documents.reporter import AssistanceLetter, ReporterProtectionForm
from docs_gen.documents.reporter_letters import (
    CorrectionProposal,
    CourtProtectionLetter,
    ExplanationRequest,
    ReliefLetter,
)
from docs_gen.documents.reports import ReportReceipt
from docs_gen.documents.rewards import PaidPerson, RewardedPerson, RewardOpinion, RewardPayment
from docs_gen.documents.rights import (
    ExtensionApproval,
    ReviewResult,
    RightsAccepted,
    RightsApplicationForm,
    RightsRefused,
    RightsResult,
)
from docs_gen.documents.rights_outcomes import (
    IncidentReport,
    ReviewRequest,
    SupervisionProposal,
    VindicationNotice,
    WrittenWarning,
)
from docs_gen.documents.risk import ReporterProtectionPlan, RiskAssessment, RiskFactor
from docs_gen.documents.witness import ProtectedPerson, ProtectionReport, WitnessProtectionForm
from docs_gen.documents.witness_changes import (
    MeasuresChange,
    TerminationNotice,
    TerminationReport,
    TransferItem,
    TransferList,
)
from docs_gen.documents.witness_letters import CrossRegionLetter, WitnessAssistanceLetter
from docs_gen.documents.witness_measures import ConsentForm, ContactBan, MeasuresNotice, ProtectionPlan
from docs_gen.documents.witness_persons import LocatedPerson, NamedPerson

KINDS: Mapping[str, type[DocumentData]] = MappingProxyType(
    {
        cls.kind: cls
        for cls in (
            ReportReceipt,
            ReporterProtectionForm,
            RiskAssessment,
            ReporterProtectionPlan,
            ExplanationRequest,
            CorrectionProposal,
            ReliefLetter,
            CourtProtectionLetter,
            RewardOpinion,
            RewardPayment,
            WitnessProtectionForm,
            ProtectionReport,
            ProtectionPlan,
            MeasuresNotice,
            ConsentForm,
            ContactBan,
            WitnessAssistanceLetter,
            CrossRegionLetter,
            MeasuresChange,
            TerminationReport,
            TerminationNotice,
            TransferList,
            AssistanceLetter,
            IdentityNote,
            RightsApplicationForm,
            RightsAccepted,
            RightsRefused,
            ExtensionApproval,
            RightsResult,
            ReviewRequest,
            ReviewResult,
            VindicationNotice,
            WrittenWarning,
            SupervisionProposal,
            IncidentReport,
        )
    }
)

__all__ = [
    "KINDS",
    "AssistanceLetter",
    "ConsentForm",
    "ContactBan",
    "CorrectionProposal",
    "CourtProtectionLetter",
    "CrossRegionLetter",
    "DocumentData",
    "Due",
    "ExplanationRequest",
    "ExtensionApproval",
    "FieldSpec",
    "IdentityNote",
    "IncidentReport",
    "LocatedPerson",
    "MeasuresChange",
    "MeasuresNotice",
    "NamedPerson",
    "PaidPerson",
    "ProtectedPerson",
    "ProtectionPlan",
    "ProtectionReport",
    "Record",
    "ReliefLetter",
    "ReportReceipt",
    "ReporterProtectionForm",
    "ReporterProtectionPlan",
    "ReviewRequest",
    "ReviewResult",
    "RewardOpinion",
    "RewardPayment",
    "RewardedPerson",
    "RightsAccepted",
    "RightsApplicationForm",
    "RightsRefused",
    "RightsResult",
    "RiskAssessment",
    "RiskFactor",
    "SupervisionProposal",
    "TerminationNotice",
    "TerminationReport",
    "TransferItem",
    "TransferList",
    "VindicationNotice",
    "WitnessAssistanceLetter",
    "WitnessProtectionForm",
    "WrittenWarning",
    "long_date",
]
