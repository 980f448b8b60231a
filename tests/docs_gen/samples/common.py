"""What all samples share: invented offices, a day, the one protected identity."""

from __future__ import annotations

from datetime import date

from docs_gen.identity import ProtectedIdentity

WITNESS_RULES = "《公安机关办理刑事案件证人保护工作规定》"
ORGAN = "云岭市公安局"
OFFICE = "云岭市公安局维护民警执法权威工作办公室"
HIGHER = "云岭省公安厅维护民警执法权威工作办公室"
DAY = date(2026, 3, 1)

TRUE_NAME = "欧阳镕喆"
IDENTITY = ProtectedIdentity(
    name=TRUE_NAME,
    id_numbers=("110101199003078814",),
    addresses=("云岭省云岭市青禾区柳荫街18号3幢402室",),
    phones=("13900001234",),
    work_units=("云岭远帆物流有限公司",),
)
