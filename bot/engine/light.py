"""Stands in for the heavy libraries that Rasa imports and we never call.

Rasa 3.6 imports TensorFlow (6 to 20 s, 0.4 GB) and the clients of every chat service and database it knows, also
when no component of the pipeline needs one: `rasa.engine.recipes.default_components` imports every stock component
and `rasa.core.channels` every stock channel. `go_light()` puts inert modules in their place *before* Rasa is
imported: any attribute of them is a class that can be subclassed, called and used as a decorator, so the class
bodies of the stock code run, and nothing else can. It also means that code which could post to Slack or read from
DynamoDB is not in the process at all.

This is import machinery of the standard library, not a patch of Rasa. `SHOUKOU_ENGINE_FULL=1` leaves it out (the
stock bot of the benchmark needs the real thing).
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
import warnings
from collections.abc import Sequence
from types import ModuleType
from typing import Any

_LEARNING = "tensorflow tensorflow_text tensorflow_hub tensorflow_addons keras jax torch mxnet"
_CHANNELS = "twilio slack_sdk webexteamssdk rocketchat_API fbmessenger mattermostwrapper aiogram socketio"
_STORES = "boto3 botocore pymongo redis confluent_kafka aio_pika aiormq pamqp"
_TOOLS = "questionary prompt_toolkit matplotlib sentry_sdk randomname networkx"

NEVER_USED = frozenset(f"{_LEARNING} {_CHANNELS} {_STORES} {_TOOLS}".split())
"""Top-level modules that neither training nor serving our pipeline calls."""

TRAINING_ONLY = frozenset(["sklearn", "skops", "sklearn_crfsuite", "pycrfsuite", "apscheduler", "sqlalchemy"])
"""Modules that serving leaves out too: the trained classifier is plain arrays (`bot.engine.nlu.goals`)."""


class NotInstalledHere(RuntimeError):
    """A stand-in was asked to do work: something was configured that needs the library it stands for."""


class _Inert(type):
    """Metaclass of stand-ins: every attribute is again a stand-in class."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _inert(name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls.__module__ != __name__:  # a stock class built on a stand-in is about to be used
            raise NotInstalledHere(f"{cls.__name__} needs a library that this process leaves out")
        # As a decorator (`@tf.function`) it hands back what it decorates.
        return args[0] if len(args) == 1 and not kwargs and callable(args[0]) else cls

    def __getitem__(cls, item: Any) -> Any:
        return cls

    def __or__(cls, other: Any) -> Any:
        return cls


def _inert(name: str) -> Any:
    return _Inert(name, (), {"__module__": __name__})


class _InertModule(ModuleType):
    """A module in which whatever is asked for is there, and inert."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _inert(name)
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the absent modules and everything below them, without touching the disk."""

    def __init__(self, absent: frozenset[str]) -> None:
        self.absent = absent

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in self.absent:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        module = _InertModule(spec.name)
        module.__version__ = "0.0.0"  # type: ignore[attr-defined]
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def go_light(*, training: bool = False) -> bool:
    """Install the stand-ins and the environment of a quiet, single-threaded engine. Call before importing Rasa.

    `training` keeps the libraries that training calls. Returns whether the stand-ins are in place: not, when
    `SHOUKOU_ENGINE_FULL=1`, or when TensorFlow was imported before.
    """
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.filterwarnings("ignore", category=DeprecationWarning)  # of Rasa's old pins: nothing we could mend
    # One thread: with more, the encoder's small products contend and get 10 to 100 times slower.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if os.environ.get("SHOUKOU_ENGINE_FULL") == "1" or "tensorflow" in sys.modules:
        return False
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder(NEVER_USED if training else NEVER_USED | TRAINING_ONLY))
    return True
