"""`python -m tests.bench`: both bots replay the same conversations in turns, in one run; figures to docs/performance.md."""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx

from store.sealing import PublicKey, seal_text
from tests.bench import due, paper, stock
from tests.bench.conversations import ALL, Turn
from tests.bench.growth import long_conversation, receipt_queries
from tests.client import Person
from tests.running import ROOT, Running, free_ports

REPORT = ROOT / "docs" / "performance.md"
CLIENTS = 4
OFFICE = "| at the desk | measured | wanted |"
Timed = tuple[str, float]


@dataclass
class Measured:
    """Turns of one bot: kind and seconds each, and how long the whole replay took."""

    turns: list[Timed] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Turns a second."""
        return len(self.turns) / self.seconds

    def quantile(self, q: float, kind: str | None = None) -> float:
        """Milliseconds."""
        taken = sorted(s for k, s in self.turns if kind in (None, k))
        return taken[min(len(taken) - 1, int(len(taken) * q))] * 1000

    def mean(self, kind: str) -> float:
        """Mean milliseconds of one kind of turn."""
        return statistics.fmean(s for k, s in self.turns if k == kind) * 1000


def ours(gateway: str, conversation: Sequence[Turn]) -> list[Timed]:
    """One conversation with our bot, by the public contract; answers are sealed before, as the page does."""
    taken: list[Timed] = []
    with httpx.Client(timeout=60, trust_env=False) as http:
        public = PublicKey.from_dict(http.get(f"{gateway}/chat/key").json())
        person = Person.arrives(http, gateway)
        for turn in conversation:
            envelope = None
            if turn.kind == "seal":
                ask = person.ask
                envelope = seal_text(public, ask["id"], ask["kind"], turn.words, datetime.now(UTC)).as_dict()
            started = time.perf_counter()
            if envelope is not None:
                person.seals(envelope)
            elif turn.kind == "press":
                person.presses(turn.words)
            else:
                person.says(turn.words)
            taken.append((turn.kind, time.perf_counter() - started))
    return taken


_sender = itertools.count()


def theirs(url: str, conversation: Sequence[Turn]) -> list[Timed]:
    """The same conversation with the stock bot: buttons and sealed answers come as their payloads."""
    taken: list[Timed] = []
    sender = f"bench-{next(_sender)}-{time.time_ns()}"
    with httpx.Client(timeout=60, trust_env=False) as http:
        http.post(f"{url}/webhooks/rest/webhook", json={"sender": sender, "message": "/greet"})
        for turn in conversation:
            message = turn.words
            if turn.kind == "seal":
                message = "/sealed"
            elif turn.kind == "press":
                intent, _, value = turn.payload.partition(":")
                message = f'/{intent}{{"value": "{value}"}}' if value else f"/{intent}"
            started = time.perf_counter()
            reply = http.post(f"{url}/webhooks/rest/webhook", json={"sender": sender, "message": message})
            taken.append((turn.kind, time.perf_counter() - started))
            reply.raise_for_status()
            if not reply.json():
                raise RuntimeError(f"the stock bot did not answer a {turn.kind} turn")
    return taken


def replay(talk: Callable[[str, Sequence[Turn]], list[Timed]], url: str, rounds: int) -> Measured:
    """All conversations `rounds` times, by several clients at once."""
    work = [conversation for _ in range(rounds) for conversation in ALL]
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        turns = [t for batch in pool.map(lambda conversation: talk(url, conversation), work) for t in batch]
    return Measured(turns, time.perf_counter() - started)


def measure(rounds: int, passes: int) -> str:
    """Run everything; the report as Markdown."""
    with tempfile.TemporaryDirectory() as temp:
        folder = Path(temp)
        print("training the stock bot …", flush=True)
        stock.train(folder / "stock")
        system = Running.start(folder / "ours", SHOUKOU_LOG_LEVEL="INFO")
        [port] = free_ports(1)
        print("starting the stock bot …", flush=True)
        rasa = stock.serve(
            folder / "stock", port, system.env["SHOUKOU_ACTIONS_URL"], system.env["SHOUKOU_INTERNAL_TOKEN"]
        )
        try:
            url = f"http://127.0.0.1:{port}"
            replay(ours, system.gateway, 1)
            replay(theirs, url, 1)
            pairs = []
            for number in range(passes):
                print(f"pass {number + 1} of {passes} …", flush=True)
                pairs.append((replay(ours, system.gateway, rounds), replay(theirs, url, rounds)))
            rasa.terminate()
            rasa.wait()
            print("a long conversation, many cases …", flush=True)
            return text(pairs, long_conversation(system), receipt_queries(folder / "many"), office(folder))
        finally:
            rasa.kill()
            system.stop()


def office(folder: Path) -> str:
    """What the desk waits for: the list of what is due, a document. A table for the report's end."""
    print("what is due, documents …", flush=True)
    return "\n".join([OFFICE, "| --- | --- | --- |", *due.rows(due.measure(folder)), *paper.rows(paper.measure()), ""])


def with_office(report: str, table: str) -> str:
    """The report with another table at its end; every other figure stays as it was measured."""
    return report.partition(OFFICE)[0].rstrip() + "\n\n" + table


def text(
    pairs: list[tuple[Measured, Measured]], steps: tuple[float, float], queries: tuple[float, float], desk: str
) -> str:
    """The report; `desk`: the table of `office`."""

    def row(name: str, value: Callable[[Measured], float], wanted: str, higher: bool) -> str:
        a = statistics.median(value(p[0]) for p in pairs)
        b = statistics.median(value(p[1]) for p in pairs)
        ratio = statistics.median(value(p[0]) / value(p[1]) for p in pairs)
        return f"| {name} | {a:.1f} | {b:.1f} | {ratio if higher else 1 / ratio:.2f} × | {wanted} |"

    turns = len(pairs[0][0].turns)
    return "\n".join(
        [
            "# Speed",
            "",
            "Made by `make bench`. Ours is the whole way (gateway, engine, actions, durable database, argon2id for each receipt);",
            "the stock bot is Rasa with jieba, CountVectors, DIET, TED and the `rest` channel, trained on the same sentences, with the",
            f"same actions. Both replay the same conversations in turns: {len(pairs)} passes of {turns} turns, {CLIENTS} clients at once.",
            "Medians over the passes; ratios pass by pass, so that the machine's moods fall on both.",
            "",
            "| | ours | stock Rasa | better by | wanted |",
            "| --- | --- | --- | --- | --- |",
            row("turns a second", lambda m: m.rate, "≥ 3 ×", True),
            row("p50 of a turn, ms", lambda m: m.quantile(0.5), "", False),
            row("p95 of a turn, ms", lambda m: m.quantile(0.95), "≥ 3 ×", False),
            row("free text, mean ms", lambda m: m.mean("text"), "≥ 1 ×", False),
            row("button, mean ms", lambda m: m.mean("press"), "", False),
            row("sealed answer, mean ms", lambda m: m.mean("seal"), "", False),
            "",
            "| what grows | small | large | ratio | wanted |",
            "| --- | --- | --- | --- | --- |",
            f"| a turn at step 5 / at step 300, ms | {steps[0]:.1f} | {steps[1]:.1f} | {steps[1] / steps[0]:.2f} | ≤ 1.3 |",
            f"| a receipt query with 100 / with 100,000 cases, ms | {queries[0]:.1f} | {queries[1]:.1f} "
            f"| {queries[1] / queries[0]:.2f} | ≤ 1.2 |",
            "",
            desk,
        ]
    )


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--desk", action="store_true", help="only what the desk waits for; the rest stays")
    given = parser.parse_args()
    if given.desk:
        with tempfile.TemporaryDirectory() as temp:
            report = with_office(REPORT.read_text("utf-8"), office(Path(temp)))
    else:
        report = measure(given.rounds, given.passes)
    REPORT.write_text(report, "utf-8")
    print(report)


if __name__ == "__main__":
    main()
