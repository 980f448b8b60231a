"""Makes the Word templates on the official base: `python -m docs_gen.make_templates [kind …]`.

The templates are committed; an office edits them in Word. Running this again replaces what it names (all, by
default), so an edited copy belongs in the office's own folder (see README.md), not here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from docs_gen.documents import KINDS
from docs_gen.layouts import classified, reporter, reports, rights, witness
from docs_gen.official import Official
from docs_gen.render import TEMPLATES

LAYOUTS: Mapping[str, Callable[[Official], None]] = {
    "report_receipt": reports.report_receipt,
    "reporter_protection_form": reporter.reporter_protection_form,
    "witness_protection_form": witness.witness_protection_form,
    "protection_report": witness.protection_report,
    "assistance_letter": reporter.assistance_letter,
    "identity_note": classified.identity_note,
    "rights_application_form": rights.rights_application_form,
    "rights_accepted": rights.rights_accepted,
    "rights_refused": rights.rights_refused,
    "extension_approval": rights.extension_approval,
    "rights_result": rights.rights_result,
    "review_result": rights.review_result,
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
