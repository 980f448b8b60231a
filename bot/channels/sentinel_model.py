"""The small model that page and gateway share: what kind of sentence a text is, and which goal and choices a story
states. Read from `models/sentinel.json` (`bot/channels/sentinel_train.py` writes it; `bot/web/src/sentinel.ts` is its
twin, `tests/data/sentinel_parity.json` holds both to the same verdicts).

The format, version 3. `features`: the distinct n-grams (`ngram`: shortest and longest) of the folded text between
two marks, each worth 1/sqrt(their number), and the `patterns` found, each worth `pattern_value`. `heads`: linear
models; `weights` has a string for each label, one character for each of `grams` (n-grams, or `@pattern`): its place in
`alphabet` minus the middle, times `step`. Score = bias + sum; softmax. What the parts of `rules`, `threshold`, `zones`
and `choices` do stands at the methods below.
"""

import json
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import bot.danger as danger
from bot.channels.reached import ACCOUNT
from bot.channels.text import han
from bot.danger_scenes import calls, perhaps_now
from bot.stated import no_death_wish

VERSION = 3
CONTENT = "content"
# `request`: something to be done or an answer by a word, which no sealed step is left for.
# `help`: a call for help that is none for the police; which, the head of that name says.
KINDS = (CONTENT, "danger", "help", "control", "question", "request")
HELP = ("despair", "illness", "police_unreachable", "lost_place")
# Flows that a story can belong to by its own words.
GOALS = ("report", "add_material", "protect_reporter", "protect_witness", "rights", "protection_report")
NO_GOAL = "none"
# Steps whose answers are names, places, numbers: only exact words are anything else there.
NEVER_DOUBTED = frozenset({"name", "contact", "address", "id_number", "phone", "date"})
# Shorter (folded), and no control word: a name, a number, yes or no.
SHORTEST_ASIDE = 4
SHORT_CRY = 12
# A text is no call for help when anything else is so much likelier.
LEAST_ALARM = 0.35
# The shortest asides steer only beyond this, whatever else they may be.
PLAINLY = 0.55
# So likely, against content, is a question that asks the bot or the office by its words.
LEAST_ASKED = 0.3
# In fewer characters a statement beside a wish is what the wish is about.
LONG_ENOUGH_TO_TELL = 28
DANGER_FIRST = 0.5  # danger weighs so much more than other calls for help
SHORT_QUESTION = 10  # a question may be so short and not have the form of one
# An answer to a question with options may be this long (folded) and still be no more than an answer.
LONGEST_CHOICE = 12
# In place of a step's kind: it stands beside a receipt, and who gives one wants something of the bot.
BESIDE = "receipt"
LEAST_BESIDE = 0.92
# What stands beside a wish tells nothing when it is shorter (with its commas).
SHORTEST_ACCOUNT = 8
# A whole sentence of public office where options are asked tells when it reads like content rather than not.
LEAST_OF_OFFICE = 0.5
# A clause with one of these patterns wishes or asks.
WISHES = frozenset({"wants", "asks_end", "please", "bare_goal", "asks_not", "which", "you", "wish", "law", "channel"})
START, END = "\x02", "\x03"
_SPACE = re.compile(r"\s+")
_CLAUSES = re.compile(r"[,，。;；!！?？、\s]+")

Zone = Literal["clear", "story", "unsure", "danger", "maybe_danger"]


def fold(text: str) -> str:
    """The text as the models see it: NFKC, lower case, no white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()


def gist(text: str) -> str:
    """A text as far as the heads read it: of a long account the beginning and the end."""
    return "。".join(danger.ends(text))


def ngrams(folded: str, sizes: tuple[int, int]) -> set[str]:
    """The distinct n-grams of a folded text between its marks, by code point."""
    marked = f"{START}{folded}{END}"
    shortest, longest = sizes
    return {marked[i : i + n] for n in range(shortest, longest + 1) for i in range(len(marked) - n + 1)}


@dataclass(frozen=True)
class Head:
    """One linear model."""

    labels: Sequence[str]
    bias: Sequence[float]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """One probability a label."""
        scores = list(self.bias)
        for name, value in features.items():
            for i, weight in enumerate(self.weights.get(name, ())):
                scores[i] += weight * value
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return {label: power / total for label, power in zip(self.labels, powers, strict=True)}


@dataclass(frozen=True, slots=True)
class Story:
    """What a story's words say by themselves: the flow it belongs to (or `none`), and choices as `entity.value`."""

    goal: str
    choices: tuple[str, ...]


class Reader:
    """The model and its rules, ready to judge."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """From the JSON format. Raises ValueError when it is not version 3."""
        if data.get("version") != VERSION:
            raise ValueError(f"not a sentinel of version {VERSION}")
        self._sizes: tuple[int, int] = (data["ngram"][0], data["ngram"][1])
        rules = {f"danger_{name}": rule if isinstance(rule, str) else "" for name, rule in data["danger"].items()}
        rules["danger_now"] = "|".join(data["danger"]["now"])
        self._patterns = [(name, re.compile(pattern or rules[name])) for name, pattern in data["patterns"]]
        self._pattern_value: float = data["pattern_value"]
        self._rules = {name: re.compile(pattern) for name, pattern in data["rules"].items()}
        self._threshold: Mapping[str, float] = data["threshold"]
        self._zones: Mapping[str, float] = data["zones"]
        self._longest: int = data["max_chars"]
        self._kind = _head(data, "kind")
        self._goal = _head(data, "goal")
        self._help = _head(data, "help")
        # Longest first: 不实名 is 匿名 and not a denied 实名.
        self._choices = sorted(
            (
                (word, f"{entity}.{value}")
                for entity, values in data["choices"].items()
                for value, words in values.items()
                for word in words
            ),
            key=lambda pair: (-len(pair[0]), pair),
        )
        self._only_for: Mapping[str, Sequence[str]] = data["only_for"]
        self._deeds = [
            (f"{entity}.{value}", re.compile(pattern))
            for entity, values in data["deeds"].items()
            for value, pattern in values.items()
        ]
        self._look = lru_cache(maxsize=4)(self._features)

    def knows(self, choice: str) -> bool:
        """Whether `entity.value` is an option that stories may state."""
        return any(choice == known for known, _ in self._deeds) or any(choice == known for _, known in self._choices)

    def features(self, plain: str) -> dict[str, float]:
        """What the heads weigh of a text."""
        return self._look(fold(gist(plain)))

    def _features(self, folded: str) -> dict[str, float]:
        return features(folded, self._sizes, self._patterns, self._pattern_value)

    def kinds(self, plain: str) -> dict[str, float]:
        """The probability of each kind."""
        return self._kind.probabilities(self.features(plain))

    def at_step(self, plain: str, kind: str) -> str:
        """What a text is that is no control word, said at a sealed step of this kind: content, unless it is nothing
        but a question, a word to the bot, a call for help, or danger of here and now.
        """
        if self.cries_at(plain, kind):
            return "danger"
        if kind in NEVER_DOUBTED:
            perhaps = kind in ("name", "contact") and perhaps_now(ACCOUNT.sub(" ", plain), content=False)
            return "danger" if perhaps else CONTENT
        if self.help_of(plain) is not None:
            return "help"
        if perhaps_now(plain, content=True):
            return "danger"
        folded = fold(plain)
        if self._rules["person"].search(folded):
            return CONTENT
        if not SHORTEST_ASIDE <= len(folded) <= self._longest or self._reported(folded):
            return CONTENT
        if self._rather_danger(plain) and self._alarms(plain, "danger"):
            return "danger"
        if self.probes(plain):
            return "control"
        found = self.kinds(plain)
        # Against content alone: whether a question is one of the rules or of this step, it is a question.
        question, control = (found[k] / (found[k] + found[CONTENT]) for k in ("question", "control"))
        asks = len(folded) <= SHORT_QUESTION or self._rules["asks"].search(folded)
        least = LEAST_ASKED if self._rules["asks_you"].search(folded) else self._threshold["question"]
        if asks and question >= least and found["question"] >= found["control"]:
            return "question"
        # Four characters may as well tell (数据改过).
        plainly = len(folded) > SHORTEST_ASIDE or found["control"] >= PLAINLY
        return "control" if control >= self._threshold["control"] and plainly else CONTENT

    def probes(self, plain: str) -> bool:
        """Whether a text orders the bot to read out or show a report (`bot/channels/sentinel_probe.py`)."""
        folded = fold(plain)
        return len(folded) <= self._longest and self._rules["probe"].search(folded) is not None

    def help_of(self, plain: str, *, free: bool = False) -> str | None:
        """Which call for help, none for the police, a short text is (of `HELP`), said now and of oneself or somebody
        at hand; None for anything else. `free`: where no content is asked for it needs less, an account being longer.
        """
        folded = fold(gist(plain))
        if len(folded) > danger.LONGEST_ASIDE or danger.police_at_hand(plain):
            return None
        named = danger.aside_of(plain)
        least = self._threshold["named_ill" if named in HELP[:2] and not free else "named"]  # it is told, too
        # 再不来我就没命了, 我要死了 他掐我: no wish to die, a scene is asked about.
        scene = perhaps_now(plain, content=False)
        named = None if named == "despair" and scene else named
        if named is not None and (len(folded) <= SHORT_CRY or self._alarm(plain) >= least):
            return named
        if scene or len(folded) < SHORTEST_ASIDE or no_death_wish(plain) or self._rather_danger(plain):
            return None
        if not self._alarms(plain, "free" if free else "help"):
            return None
        kinds = self._help.probabilities(self.features(plain))
        return max(HELP, key=kinds.__getitem__)

    def cries(self, plain: str) -> bool:
        """Whether a text at a step for content is a cry for help, here and now: its words say so, and it is short, or
        reads like one on the whole; an account has such words in it, too.
        """
        if not danger.is_now(plain):
            return False
        return len(fold(plain)) <= SHORT_CRY or self._alarm(plain) >= self._threshold["cry"]

    def cries_at(self, plain: str, kind: str) -> bool:
        """`cries`, at a sealed step of this kind: of a number, a place or a day the digits are no cry."""
        if kind not in NEVER_DOUBTED:
            return self.cries(plain)
        return kind in ("name", "contact") and danger.is_now(ACCOUNT.sub(" ", plain))

    def _reported(self, folded: str) -> bool:
        """Whether it is what somebody says, asks, orders, threatens, and not said to be happening now."""
        return self._rules["told"].search(folded) is not None and not danger.is_present(folded)

    def _rather_danger(self, plain: str) -> bool:
        """Danger or another call for help? In doubt the one whose question offers the police."""
        found = self.kinds(plain)
        return found["danger"] >= found["help"] * DANGER_FIRST

    def _alarm(self, plain: str) -> float:
        """How far a text reads like a call for help of any kind, against content alone."""
        found = self.kinds(plain)
        called = found["danger"] + found["help"]
        return called / (called + found[CONTENT])

    def _alarms(self, plain: str, kind: str) -> bool:
        """Whether it does so beyond this kind's threshold. What somebody else says is content; past or feared, it has
        to read like nothing but a cry.
        """
        if self._reported(fold(plain)):
            return False
        found = self.kinds(plain)
        wanted = self._zones["help"] if kind == "free" else self._threshold[kind]
        least = max(wanted, self._threshold["told"] if danger.is_told(plain) else 0.0)
        return found["danger"] + found["help"] >= LEAST_ALARM and self._alarm(plain) >= least

    def zone(self, plain: str, kind: str) -> Zone:
        """What a text is that is no control word and no button, said where no sealed step is open.

        `kind`: of what is asked, the empty string, or `BESIDE`. `clear`: plainly a request, a question, an answer;
        `story`: plainly content; `danger`: of here and now; `maybe_danger`: perhaps not now.
        """
        if danger.is_now(plain):
            return "danger"
        folded = fold(plain)
        length = len(folded)
        if not any(c.isalpha() for c in plain):
            return "maybe_danger" if calls(plain) else "clear"  # digits tell nothing; none goes to the engine
        if self._rules["tells_nothing"].search(folded):
            return "clear"
        if danger.police_at_hand(plain):
            return "maybe_danger"
        if (named := self.help_of(plain, free=True)) is not None:
            # Answered with the numbers for it; what is told of others beside it is kept.
            return "story" if named in HELP[:2] and danger.tells_beside(plain) else "clear"
        if length > self._longest * 2 or self._rules["threatened"].search(folded):
            return "story"
        if self._rules["request"].search(folded) or no_death_wish(plain):
            return "clear"  # to report, whom by post only: it tells nothing yet
        if self.probes(plain):
            return "clear"  # it asks for what nobody gets: the boundary answers
        alarms = self._rather_danger(plain) and self._alarms(plain, "danger")
        if alarms and length <= self._longest and not danger.is_told(plain):
            return "maybe_danger"
        if danger.is_coming(plain) or perhaps_now(plain, content=False):
            return "maybe_danger"
        told = self.told(plain)
        if kind == BESIDE or (kind in ("choice", "review") and length <= LONGEST_CHOICE):
            office = length >= SHORTEST_ACCOUNT and self._rules["public"].search(folded) is not None
            least = LEAST_OF_OFFICE if office else self._zones["short_story"]
            if kind == BESIDE:
                least = LEAST_BESIDE
            return "story" if told >= least else "clear"
        if told >= self._zones["story"]:
            return "story"
        return "unsure" if told > self._zones["clear"] or self._states(plain) else "clear"

    def told(self, plain: str) -> float:
        """How far a text, or what stands beside a wish in it, reads like content."""
        return max(self.kinds(plain)[CONTENT], self._told_beside(plain))

    def _states(self, plain: str) -> bool:
        """Whether a long text holds a clause that wishes and asks nothing: whatever it reads like, it may tell."""
        if len(fold(gist(plain))) < LONG_ENOUGH_TO_TELL:
            return False
        _, account = self._clauses(plain)
        return any(
            han(one) >= SHORTEST_ACCOUNT and not self._rules["asks"].search(fold(one)) for one in account
        )

    def _clauses(self, plain: str) -> tuple[list[str], list[str]]:
        """The clauses of a text, and those that wish for nothing."""
        clauses = [clause for clause in _CLAUSES.split(gist(plain)) if han(clause)]
        account = [one for one in clauses if not any(n in WISHES and p.search(fold(one)) for n, p in self._patterns)]
        return clauses, account

    def _told_beside(self, plain: str) -> float:
        """How far what stands beside a wish reads like content (老公被停了职，我要申请保护); 0 unless plainly so."""
        clauses, account = self._clauses(plain)
        if len(account) == len(clauses) or len(told := ",".join(account)) < SHORTEST_ACCOUNT:
            return 0.0
        found = self.kinds(told)[CONTENT]
        return found if found >= self._zones["story"] else 0.0

    def story(self, plain: str) -> Story:
        """The goal and the choices that a story states."""
        found = self._goal.probabilities(self.features(plain))
        best = max(found, key=found.__getitem__)
        folded = fold(gist(plain))
        goal = best if best != NO_GOAL and found[best] >= self._zones["goal"] else NO_GOAL
        # It tells no goal by itself, but of public office, and reads like none of the other flows.
        if goal == NO_GOAL and best in (NO_GOAL, "report") and self._rules["public"].search(folded):
            goal = "report"
        if goal in ("protect_witness", "protection_report") and not self._rules["witness"].search(folded):
            goal = NO_GOAL
        stated = (c for c in self._stated(folded) if goal in self._only_for.get(c.partition(".")[0], (goal,)))
        return Story(goal, tuple(stated))

    def _stated(self, folded: str) -> tuple[str, ...]:
        """Choices named and wanted, and kinds of deeds plainly named; nothing of an entity of which two are named."""
        whole = folded
        found: dict[str, set[str]] = {}
        for word, choice in self._choices:
            at = folded.find(word)
            while at >= 0:
                before, after = folded[:at], folded[at + len(word) :]
                wanted = not self._rules["not_wanted"].search(before) and not self._rules["given_up"].search(after)
                found.setdefault(choice.partition(".")[0], set()).add(choice if wanted else "")
                folded = f"{before}{START * len(word)}{after}"
                at = folded.find(word)
        for choice, pattern in self._deeds:
            for deed in pattern.finditer(whole):
                before, after = whole[: deed.start()], whole[deed.end() :]
                meant = not self._rules["deed_not_meant"].search(before) and not self._rules["deed_asked"].search(after)
                found.setdefault(choice.partition(".")[0], set()).add(choice if meant else "")
        return tuple(sorted(c for choices in found.values() if len(choices) == 1 for c in choices if c))


def features(
    folded: str, sizes: tuple[int, int], patterns: Sequence[tuple[str, "re.Pattern[str]"]], pattern_value: float
) -> dict[str, float]:
    """Name → value, of what the heads weigh."""
    present = ngrams(folded, sizes)
    value = 1 / math.sqrt(len(present))
    found = dict.fromkeys(present, value)
    for name, pattern in patterns:
        if pattern.search(folded):
            found[f"@{name}"] = pattern_value
    size = next((limit for limit in LENGTHS if len(folded) <= limit), 0)
    found[f"@length{size}"] = pattern_value
    return found


# Buckets of length, each a feature.
LENGTHS = (2, 4, 8, 15, 30, 60)


def _head(data: Mapping[str, Any], name: str) -> Head:
    tree = data["heads"][name]
    alphabet: str = data["alphabet"]
    level = {character: (place - len(alphabet) // 2) * data["step"] for place, character in enumerate(alphabet)}
    rows = zip(*tree["weights"], strict=True)
    return Head(
        labels=tree["labels"],
        bias=tree["bias"],
        weights={gram: tuple(level[c] for c in row) for gram, row in zip(tree["grams"], rows, strict=True)},
    )


def read(raw: bytes) -> Reader:
    """The reader of the file's bytes. Raises ValueError."""
    return Reader(json.loads(raw))
