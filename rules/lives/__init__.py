"""The life of a case, from its coming in to its end, as explicit state machines: one YAML file a kind.

A life has states and steps. A step cites its articles and says who may take it, whose approval it needs, what it
requires (facts, papers, earlier steps) and what it brings about (papers, notices, periods). A step without `to`
records an event and leaves the state. Only what a YAML file says can happen; the order of events is the law's.

life(kind).steps(state), .check(state, step, role, given), .take(…), .explain(…)     machine.py
Step, State, Given, …                                                               model.py
what a function of a regulation decides: the conditions of an article               guards/
reading and checking the tables                                                     table.py
docs/lives.md, drawn from the machines                                              diagram.py
"""

from rules.lives.machine import Life, Possible, StepRefused, life
from rules.lives.model import SYSTEM, Approval, Fact, Facts, Given, Notice, State, Step
from rules.lives.table import LifeError, kinds, shared

__all__ = [
    "SYSTEM",
    "Approval",
    "Fact",
    "Facts",
    "Given",
    "Life",
    "LifeError",
    "Notice",
    "Possible",
    "State",
    "Step",
    "StepRefused",
    "kinds",
    "life",
    "shared",
]
