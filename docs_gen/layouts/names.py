"""The regulations by name, as documents cite them."""

from __future__ import annotations

WITNESS = "《公安机关办理刑事案件证人保护工作规定》"
REPORTER = "《关于保护、奖励职务犯罪举报人的若干规定》"
RIGHTS = "《嘉兴市公安机关维护民警执法权威工作实施细则》"
