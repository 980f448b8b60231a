"""Every action the engine may call, named here and nowhere else."""

from __future__ import annotations

from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

from actions.add_material import AddMaterialForm
from actions.idle import Aside, SessionStart, WhatNext
from actions.protect_reporter import ProtectReporterForm
from actions.protect_witness import ProtectWitnessForm
from actions.protection_report import ProtectionReportForm
from actions.report import ReportForm
from actions.rights import RightsForm
from actions.status import StatusForm
from actions.urgent import UrgentForm

ACTIONS: tuple[type[Action], ...] = (
    ReportForm,
    StatusForm,
    AddMaterialForm,
    ProtectReporterForm,
    ProtectWitnessForm,
    UrgentForm,
    RightsForm,
    ProtectionReportForm,
    SessionStart,
    Aside,
    WhatNext,
)


def executor() -> ActionExecutor:
    """An executor with every action registered."""
    made = ActionExecutor()
    for action in ACTIONS:
        made.register_action(action())
    return made
