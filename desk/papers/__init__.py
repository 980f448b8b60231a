"""From an opened case to its documents: which kinds there are, what they are filled with, how they are made and kept.

A paper begins with what the case already says (items opened for this officer, plain facts, deadlines, the office's own
names); the officer completes it in a form that the document's data class describes. What is made is kept sealed.
"""

from __future__ import annotations

from desk.papers.discretion import open_for, reported
from desk.papers.making import NUMBERED, OF_CASE, PLAIN, guarded, make, prefilled, take_out
from desk.papers.source import Source, Values, protected, source_of

__all__ = [
    "NUMBERED",
    "OF_CASE",
    "PLAIN",
    "Source",
    "Values",
    "guarded",
    "make",
    "open_for",
    "prefilled",
    "protected",
    "reported",
    "source_of",
    "take_out",
]
