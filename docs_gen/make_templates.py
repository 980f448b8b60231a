"""Makes the Word templates on the official base: `python -m docs_gen.make_templates [kind …]`.

The templates are committed; an office edits them in Word. Running this again replaces what it names (all, by
default), so an edited copy belongs in the office's own folder (see README.md), not here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from docs_gen.documents import KINDS
from docs_gen.layouts import (
    classified,
    reporter,
    reporter_letters,
    reports,
    rewards,
    rights,
    rights_outcomes,
    risk,
    witness,
    witness_changes,
    witness_letters,
    witness_measures,
)
from docs_gen.official import Official
from docs_gen.render import TEMPLATES

LAYOUTS: Mapping[str, Callable[[Official], None]] = {
    "report_receipt": reports.report_receipt,
    "reporter_protection_form": reporter.reporter_protection_form,
    "witness_protection_form": witness.witness_protection_form,
    "protection_report": witness.protection_report,
    "protection_plan": witness_measures.protection_plan,
    "measures_notice": witness_measures.measures_notice,
    "consent_form": witness_measures.consent_form,
    "contact_ban": witness_measures.contact_ban,
    "witness_assistance_letter": witness_letters.witness_assistance_letter,
    "cross_region_letter": witness_letters.cross_region_letter,
    "measures_change": witness_changes.measures_change,
    "termination_report": witness_changes.termination_report,
    "termination_notice": witness_changes.termination_notice,
    "transfer_list": witness_changes.transfer_list,
    "assistance_letter": reporter_letters.assistance_letter,
    "risk_assessment": risk.risk_assessment,
    "reporter_protection_plan": risk.reporter_protection_plan,
    "explanation_request": reporter_letters.explanation_request,
    "correction_proposal": reporter_letters.correction_proposal,
    "relief_letter": reporter_letters.relief_letter,
    "court_protection_letter": reporter_letters.court_protection_letter,
    "reward_opinion": rewards.reward_opinion,
    "reward_payment": rewards.reward_payment,
    "identity_note": classified.identity_note,
    "rights_application_form": rights.rights_application_form,
    "rights_accepted": rights.rights_accepted,
    "rights_refused": rights.rights_refused,
    "extension_approval": rights.extension_approval,
    "rights_result": rights.rights_result,
    "review_request": rights_outcomes.review_request,
    "review_result": rights.review_result,
    "vindication_notice": rights_outcomes.vindication_notice,
    "written_warning": rights_outcomes.written_warning,
    "supervision_proposal": rights_outcomes.supervision_proposal,
    "incident_report": rights_outcomes.incident_report,
}


def make(kind: str, folder: Path = TEMPLATES) -> Path:
    """Write one kind's template into `folder` and return its path."""
    page = Official()
    LAYOUTS[kind](page)
    path = folder / KINDS[kind].template
    page.save(path)
    return path


if __name__ == "__main__":
    for name in sys.argv[1:] or LAYOUTS:
        make(name)
