"""Options of fields that the rules know by id: the rules' own titles, so that a form and a rule never differ."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rules.wording import Wording


def options(wording: Wording, table: str, *ids: str) -> Mapping[str, str]:
    """Title → id of a table's options in its order: all of them, or those named. Raises KeyError for an unknown id."""
    kinds = wording.kinds[table]
    return MappingProxyType({kinds[one].title: one for one in (ids or kinds)})
