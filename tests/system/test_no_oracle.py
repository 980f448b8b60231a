"""No oracle: an unknown number and a wrong password give the same words in the same time."""

from __future__ import annotations

import statistics
import time

import httpx
import pytest
from scipy.stats import ks_2samp  # type: ignore[import-untyped]

from store.receipts import group, new_number, new_password
from tests.client import Person
from tests.running import Running
from tests.system.test_nothing_lost import report

pytestmark = [pytest.mark.system, pytest.mark.slow]
TRIES = 200


EACH = 3  # so often a number is tried: after that the delay for guessers begins


def tried(http: httpx.Client, gateway: str, number: str) -> tuple[str, float]:
    """One try with a wrong password, in a conversation of its own: what is answered, how long it took."""
    person = Person.arrives(http, gateway)
    person.says("查进度")
    person.says(number)
    started = time.perf_counter()
    said = person.says(group(new_password()))
    return said, time.perf_counter() - started


def test_unknown_number_and_wrong_password_cannot_be_told_apart(system: Running, http: httpx.Client) -> None:
    wanted = TRIES // EACH + 1
    numbers = {
        True: [report(system.gateway, http)["number"] for _ in range(wanted)],
        False: [group(new_number()) for _ in range(wanted)],
    }
    said: dict[bool, set[str]] = {True: set(), False: set()}
    took: dict[bool, list[float]] = {True: [], False: []}
    for n in range(TRIES):
        # In turns, so that the machine's moods fall on both alike.
        for is_known in (True, False) if n % 2 else (False, True):
            text, seconds = tried(http, system.gateway, numbers[is_known][n // EACH])
            said[is_known].add(text)
            took[is_known].append(seconds)
    assert said[True] == said[False]
    assert len(said[True]) == 1
    # Would two samples of the same distribution differ as much as these? One time in a thousand they would.
    assert ks_2samp(took[True], took[False]).pvalue > 0.001, {known: quantiles(took[known]) for known in took}


def quantiles(seconds: list[float]) -> list[str]:
    """Quartiles in milliseconds."""
    return [f"{each * 1000:.1f}" for each in statistics.quantiles(seconds, n=4)]
