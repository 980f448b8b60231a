"""A document made: milliseconds from its data to the bytes of the Word file, for every kind."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from docs_gen.documents import DocumentData
from tests.docs_gen import samples

WANTED_MS = 150.0


@dataclass(frozen=True)
class Making:
    """How long documents take: the median of all kinds, and the slowest kind, in ms; and the first of a process."""

    kinds: int
    median: float
    slowest: float
    slowest_kind: str
    first: float


def once(document: DocumentData) -> float:
    """Milliseconds of one."""
    began = time.perf_counter()
    samples.made(document)
    return (time.perf_counter() - began) * 1000


def measure(rounds: int = 7) -> Making:
    """Every kind, with the name open and under an alias; a kind's figure is the median of its rounds."""
    every = (*samples.OPEN, *samples.COVERED)
    first = max(once(document) for document in samples.OPEN)  # templates are read and compiled here
    taken = {index: statistics.median(once(document) for _ in range(rounds)) for index, document in enumerate(every)}
    worst = max(taken, key=lambda index: taken[index])
    return Making(
        len({one.kind for one in every}), statistics.median(taken.values()), taken[worst], every[worst].kind, first
    )


def rows(found: Making) -> list[str]:
    """Lines of the report's table."""
    return [
        f"| a document made, median of {found.kinds} kinds, ms | {found.median:.1f} | ≤ {WANTED_MS:.0f} |",
        f"| a document made, the slowest kind (`{found.slowest_kind}`), ms | {found.slowest:.1f} | ≤ {WANTED_MS:.0f} |",
        f"| a document made for the first time in a process, the slowest kind, ms | {found.first:.1f} |  |",
    ]
