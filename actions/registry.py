"""Every action the engine may call, named here and nowhere else."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

from actions.add_material import AddMaterialForm
from actions.idle import Aside, SessionStart, WhatNext
from actions.name_self import NameSelfForm
from actions.protect_reporter import ProtectReporterForm
from actions.protect_witness import ProtectWitnessForm
from actions.protection_report import ProtectionReportForm
from actions.report import ReportForm
from actions.rights import RightsForm
from actions.status import StatusForm
from actions.urgent import UrgentForm
from actions.withdraw import WithdrawForm

ACTIONS: tuple[type[Action], ...] = (
    ReportForm,
    StatusForm,
    AddMaterialForm,
    ProtectReporterForm,
    ProtectWitnessForm,
    UrgentForm,
    RightsForm,
    ProtectionReportForm,
    WithdrawForm,
    NameSelfForm,
    SessionStart,
    Aside,
    WhatNext,
)


class Executor(ActionExecutor):  # type: ignore[misc]
    """Calls our actions, none of which reads the domain: the engine need not send it with every call."""

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        return {}


def executor() -> Executor:
    """An executor with every action registered."""
    made = Executor()
    for action in ACTIONS:
        made.register_action(action())
    return made
