"""The pipeline's components, as Rasa wants them: thin wrappers round the modules beside this one."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.nlu.context import Context
from bot.engine.nlu.goals import FALLBACK, GoalModel, Options, decide
from bot.engine.nlu.lookups import read_dictionary, read_lookups
from bot.engine.nlu.stance import hear
from bot.engine.nlu.text import is_command, plain
from bot.engine.nlu.variants import variants
from bot.engine.nlu.words import WordRuler
from bot.engine.settings import ROOT
from bot.engine.understanding import PLACEHOLDER
from bot.references import asks_for_words, find_references

COMMAND = "is_command"
ARTICLE = "ask_rule/article"
Kind = DefaultV1Recipe.ComponentType


def code_fingerprint() -> str:
    """Changes when any module of `bot/engine/nlu` does: Rasa fingerprints only a component's own class."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class _Component(GraphComponent):
    """What the components have in common: made from their configuration, nothing to train."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> _Component:
        """Make the component."""
        return cls(config)

    @classmethod
    def get_default_config(cls) -> dict[str, Any]:
        """The code's fingerprint, so that Rasa's cache notices a change in a module that a component uses."""
        return {"code": code_fingerprint()}


@DefaultV1Recipe.register(Kind.MESSAGE_FEATURIZER, is_trainable=False)
class TextNormaliser(_Component):
    """Gives every later component the text in one spelling, and notes a text that starts with a slash."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Replace the text of `messages`."""
        for message in messages:
            text = message.get(TEXT) or ""
            if is_command(text):
                message.set(COMMAND, True)
            message.set(TEXT, plain(text), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training data is normalised where it is used (`GoalModel.fit`)."""
        return training_data


@DefaultV1Recipe.register(Kind.INTENT_CLASSIFIER, is_trainable=True)
class GoalClassifier(_Component):
    """Intent, topic and a ranking of goals; `nlu_fallback` below the thresholds."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config)
        self._model_storage = model_storage
        self._resource = resource
        self.model: GoalModel | None = None

    @classmethod
    def get_default_config(cls) -> dict[str, Any]:
        """`rounds`: see `Options`. `threshold`, `margin`: below either, the intent is `nlu_fallback`."""
        return {**super().get_default_config(), "rounds": Options.rounds, "threshold": 0.25, "margin": 0.02}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GoalClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GoalClassifier:
        """The trained classifier."""
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            classifier.model = GoalModel.load(folder)
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all sentences that have an intent, and on variants of them, and keep the model."""
        own = [(e.get(TEXT), e.get_full_intent()) for e in training_data.intent_examples if e.get(TEXT)]
        own = list(dict.fromkeys(own))
        texts, goals = zip(*own, *variants(own), strict=True)
        tell = partial(print, "  ", flush=True)
        self.model = GoalModel.fit(texts, goals, Options(rounds=self.config["rounds"]), tell, said=len(own))
        with self._model_storage.write_to(self._resource) as folder:
            self.model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and the entity `topic`."""
        if self.model is None:
            raise RuntimeError("the goal classifier is not trained")
        for message in messages:
            if message.get(COMMAND):
                continue
            place = message.get("metadata") or {}
            guess = self.model.guess(message.get(TEXT) or "", Context(place.get("asked"), place.get("way_in")))
            name, topic, confidence = decide(guess, self.config["threshold"], self.config["margin"])
            message.set(INTENT, {"name": name, "confidence": confidence}, add_to_output=True)
            ranking = [{"name": goal, "confidence": p} for goal, p in guess.ranking]
            message.set("intent_ranking", ranking, add_to_output=True)
            if topic:
                _add_entities(message, [{"entity": "topic", "value": topic, "start": 0, "end": 0}])
        return messages


@DefaultV1Recipe.register(Kind.ENTITY_EXTRACTOR, is_trainable=False)
class WordEntities(_Component):
    """Entities from `nlu_data/lookups`, by spaCy's entity ruler on jieba's words: option ids, not words."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._ruler = WordRuler(
            read_lookups(ROOT / config["lookups"]), list(read_dictionary(ROOT / config["dictionary"]))
        )

    @classmethod
    def get_default_config(cls) -> dict[str, Any]:
        """Folders, from the repository root. They are read when the engine starts, not stored in the model."""
        return {
            **super().get_default_config(),
            "lookups": "nlu_data/lookups",
            "dictionary": "nlu_data/dictionary",
        }

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities that each text names."""
        for message in messages:
            if not message.get(COMMAND):
                _add_entities(message, self._ruler.find(message.get(TEXT) or ""))
        return messages


@DefaultV1Recipe.register(Kind.ENTITY_EXTRACTOR, is_trainable=False)
class ReferenceEntities(_Component):
    """Entities `article` and `regulation`; a text that asks for a provision's words and nothing else is that question.

    No classifier has seen every article in every spelling; a rule has.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the articles and regulations that each text names."""
        for message in messages:
            if message.get(COMMAND):
                continue
            text = message.get(TEXT) or ""
            references = find_references(text)
            if asks_for_words(text, references):
                message.set(INTENT, {"name": "ask_rule", "confidence": 1.0}, add_to_output=True)
                message.set("intent_ranking", [{"name": ARTICLE, "confidence": 1.0}], add_to_output=True)
                others = [e for e in message.get(ENTITIES) or [] if e["entity"] != "topic"]
                message.set(ENTITIES, others, add_to_output=True)
                _add_entities(message, [{"entity": "topic", "value": "article", "start": 0, "end": 0}])
            _add_entities(message, [vars(r) for r in references])
        return messages


@DefaultV1Recipe.register(Kind.INTENT_CLASSIFIER, is_trainable=False)
class StanceReader(_Component):
    """Entities `stance`, `assent` and `denied`; a flow that is declined becomes `not_that`."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Weigh intent and entities by how the text stands to them."""
        for message in messages:
            if message.get(COMMAND):
                continue
            intent = message.get(INTENT) or {"name": FALLBACK, "confidence": 0.0}
            ranking = [goal["name"] for goal in message.get("intent_ranking") or []]
            heard = hear(message.get(TEXT) or "", intent["name"], ranking, message.get(ENTITIES) or [])
            if heard.intent != intent["name"]:
                message.set(INTENT, {**intent, "name": heard.intent}, add_to_output=True)
            value = [{"entity": "value", "value": heard.value, "start": 0, "end": 0}] if heard.value else []
            message.set(ENTITIES, [*heard.entities, *value], add_to_output=True)
        return messages


@DefaultV1Recipe.register(Kind.INTENT_CLASSIFIER, is_trainable=False)
class CommandGuard(_Component):
    """Last in the pipeline: no slash sets anything, and no text leaves.

    Rasa puts a `RegexMessageHandler` behind every pipeline: `/intent{"entity": "x"}` becomes that intent with those
    entities. It reads the message's text, and behind this component there is none: only the placeholder. A text that
    began with a slash (in any of its shapes) is `nlu_fallback` without entities.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Take the words out of `messages`; take intent and entities out of commands."""
        for message in messages:
            if message.get(COMMAND) or not message.get(INTENT):
                message.set(INTENT, {"name": FALLBACK, "confidence": 0.0}, add_to_output=True)
                message.set(ENTITIES, [], add_to_output=True)
                message.set("intent_ranking", [], add_to_output=True)
            message.set(TEXT, PLACEHOLDER, add_to_output=True)
        return messages


def _add_entities(message: Message, entities: list[dict[str, Any]]) -> None:
    message.set(ENTITIES, [*(message.get(ENTITIES) or []), *entities], add_to_output=True)
