"""Which entity of the understanding names the options of an item: read by gateway and actions."""

from __future__ import annotations

from collections.abc import Mapping

# By flow where the same item differs.
ENTITIES: Mapping[str, str] = {
    "report.mode": "report_mode",
    "report.capacity": "capacity",
    "name_self.capacity": "capacity",
    "report.crime": "crime_kind",
    "report.retaliation": "retaliation_state",
    "protect_reporter.stage": "retaliation_state",
    "protect_reporter.retaliation": "retaliation",
    "protect_reporter.measures": "reporter_measure",
    "protect_witness.role": "witness_role",
    "protection_report.role": "witness_role",
    "protect_witness.measures": "measure",
    "protection_report.measures": "measure",
    "who": "who",
    "gravity": "gravity",
    "case_kind": "case_kind",
    "relative": "relative",
    "applicant": "applicant",
    "position": "position",
    "ground": "ground",
    "behaviour": "behaviour",
    "scene": "scene",
    "injury": "injury",
    "sex": "sex",
    "rights.on_duty": "on_duty",
    "protection_report.consent": "consent",
    "protection_report.urgent": "urgent",
    "protect_reporter.unit_leader": "unit_leader",
}


def entity_of(label: str) -> str | None:
    """Of an item's label, `flow.item`; None when nothing names its options."""
    return ENTITIES.get(label) or ENTITIES.get(label.partition(".")[2])
