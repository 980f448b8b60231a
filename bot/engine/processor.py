"""A turn of the dialogue: Rasa's, without what costs and without what hides a failure."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from rasa.core.actions.action import (
    Action,
    ActionExecutionRejection,
    RemoteAction,
    action_for_name_or_text,
)
from rasa.core.actions.forms import FormAction
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.exceptions import ActionLimitReached, ModelNotFound
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.model import get_latest_model
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_VALIDATE_SLOT_MAPPINGS, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.engine.action_server import LeanRemoteAction

logger = logging.getLogger(__name__)


class TurnFailed(RuntimeError):
    """This turn did not happen: the conversation is as it was before. Says where, never what was said."""


class PlannedGraphRunner(DaskGraphRunner):
    """Runs a model's graph in an order worked out once; Rasa works it out for every run and logs the inputs."""

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Run the nodes that `targets` need, on `inputs`. Returns the targets' outputs by name."""
        wanted = tuple(targets or self._graph_schema.target_names)
        plans: dict[tuple[str, ...], list[tuple[str, Any, tuple[str, ...]]]] = self.__dict__.setdefault("_plans", {})
        plan = plans.get(wanted)
        if plan is None:
            plan = plans[wanted] = self._plan(wanted)
        results: dict[str, Any] = dict(inputs or {})
        for name, node, needs in plan:
            results[name] = node(*((need, results[need]) for need in needs))[1]
        return {target: results[target] for target in wanted}

    def _plan(self, targets: tuple[str, ...]) -> list[tuple[str, Any, tuple[str, ...]]]:
        """Nodes in an order in which each comes after what it needs."""
        schema = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        plan: dict[str, tuple[str, Any, tuple[str, ...]]] = {}

        def add(name: str) -> None:
            if name in plan or name not in schema:  # not in the schema: an input
                return
            needs = tuple(schema[name].needs.values())
            for need in needs:
                add(need)
            plan[name] = (name, self._instantiated_nodes[name], needs)

        for target in targets:
            add(target)
        return list(plan.values())


class GivenDomain(DomainProvider):
    """Provides the domain that the model's metadata holds; Rasa's provider parses it again from YAML, for seconds."""

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GivenDomain:
        """The provider of `config["domain"]`."""
        return cls(model_storage, resource, config["domain"])


def _with_domain(schema: GraphSchema, domain: Domain) -> GraphSchema:
    """The graph with its domain given."""
    return GraphSchema(
        {
            name: replace(node, uses=GivenDomain, config={"domain": domain}) if node.uses is DomainProvider else node
            for name, node in schema.nodes.items()
        }
    )


class LeanFormAction(FormAction):
    """Rasa's form, on trackers that are copied instead of replayed, with validate actions called leanly."""

    def _temporary_tracker(
        self, current_tracker: DialogueStateTracker, additional_events: list[Event], domain: Domain
    ) -> DialogueStateTracker:
        tracker = current_tracker.copy()
        tracker.update_with_events(
            [
                SlotSet(REQUESTED_SLOT, self.get_slot_to_fill(current_tracker)),
                ActionExecuted(self.name()),
                *additional_events,
            ],
            domain,
            override_timestamp=False,
        )
        return tracker

    async def validate_slots(
        self,
        slot_candidates: dict[str, Any],
        tracker: DialogueStateTracker,
        domain: Domain,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
    ) -> list[Event]:
        name = f"validate_{self.name()}"
        if name not in domain.action_names_or_texts:
            return []
        candidates: list[Event] = [SlotSet(slot, value) for slot, value in slot_candidates.items()]
        temporary = self._temporary_tracker(tracker, candidates, domain)
        events: list[Event] = await LeanRemoteAction(name, self.action_endpoint).run(
            output_channel, nlg, temporary, domain
        )
        return events


class TurnProcessor(MessageProcessor):
    """Rasa's message processor for button-sized turns.

    What differs: the graph runs by plan; actions are made once; no deep copies for debug lines; slots that nothing
    can fill are not looked over; and an action that fails fails the turn (`TurnFailed`) instead of being skipped:
    the tracker that was worked on is dropped, so nothing half-done is kept and the gateway is told.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._actions: dict[str, Action] = {}
        self._extracts_slots = _has_automatic_slots(self.domain)

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, Any, PlannedGraphRunner]:
        """Unpack and load a model (a file, or the newest in a folder). Raises `ModelNotFound`."""
        archive = str(model_path) if Path(model_path).is_file() else get_latest_model(str(model_path))
        if not archive:
            raise ModelNotFound(f"No model found at path '{model_path}'.")
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            storage, metadata = LocalModelStorage.from_model_archive(Path(folder), Path(archive))
            schema = _with_domain(metadata.predict_schema, metadata.domain)
            context = ExecutionContext(graph_schema=schema, model_id=metadata.model_id)
            runner = PlannedGraphRunner.create(schema, storage, context)
        return Path(archive).name, metadata, runner

    async def handle_message(self, message: UserMessage) -> None:
        """Run one turn on a copy of the conversation and keep it when it is done. Raises `TurnFailed`."""
        tracker = await self.fetch_tracker_and_update_session(
            message.sender_id, message.output_channel, message.metadata
        )
        await self._handle_message_with_tracker(message, tracker)
        tracker = await self.run_action_extract_slots(message.output_channel, tracker)
        await self._run_prediction_loop(message.output_channel, tracker)
        if getattr(message.output_channel, "messages", None) == []:
            # Kept, it would leave the person before nothing, and a step open that has no question. The connector sends
            # the empty answer on; the gateway asks again what it asked last.
            logger.error("a turn that says nothing is not kept")
            return
        await self.save_tracker(tracker)

    async def _handle_message_with_tracker(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        if not message.parse_data:
            # Text is understood before it comes here (`connector.py`): a message without parse data has come
            # by a way that we did not make.
            raise TurnFailed("a message without parse data")
        tracker.update(
            UserUttered(
                message.text,
                message.parse_data["intent"],
                message.parse_data["entities"],
                message.parse_data,
                input_channel=message.input_channel,
                message_id=message.message_id,
                metadata=message.metadata,
            ),
            self.domain,
        )

    async def get_tracker(self, conversation_id: str) -> DialogueStateTracker:
        """A copy of the conversation; new when unknown. Without the model's id, which Rasa writes into each event."""
        return await self.tracker_store.get_or_create_tracker(conversation_id, append_action_listen=False)

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Fill slots from the message, when the domain has a slot that is filled so (ours are set by actions)."""
        if self._extracts_slots:
            return await super().run_action_extract_slots(output_channel, tracker)
        return tracker

    def _get_action(self, action_name: str) -> Action:
        action = self._actions.get(action_name)
        if action is None:
            action = action_for_name_or_text(action_name, self.domain, self.action_endpoint)
            if type(action) is FormAction:
                action = LeanFormAction(action_name, self.action_endpoint)
            elif type(action) is RemoteAction:
                action = LeanRemoteAction(action_name, self.action_endpoint)
            self._actions[action_name] = action
        return action

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        """The next action. Raises `ActionLimitReached`."""
        another = self.should_predict_another_action(tracker.latest_action_name)
        if self.is_action_limit_reached(tracker, another):
            raise ActionLimitReached("too many actions in one turn")
        prediction = self._predict_next_with_tracker(tracker)
        return (
            self._get_action(self.domain.action_names_or_texts[prediction.max_confidence_index]),
            prediction,
        )

    async def _run_prediction_loop(self, output_channel: OutputChannel, tracker: DialogueStateTracker) -> None:
        listening = False
        while not listening and self._should_handle_message(tracker):
            try:
                action, prediction = self.predict_next_with_tracker_if_should(tracker)
            except ActionLimitReached:
                raise TurnFailed("too many actions in one turn") from None
            listening = not await self._run_action(action, tracker, output_channel, self.nlg, prediction)

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        if action.name() == ACTION_LISTEN_NAME:  # does nothing: no copy, no side effects
            events: list[Event] = []
        else:
            temporary = tracker.copy()
            temporary.update_with_events(prediction.events, self.domain)
            try:
                events = await action.run(output_channel, nlg, temporary, self.domain) or []
            except ActionExecutionRejection:
                tracker.update(
                    ActionExecutionRejected(action.name(), prediction.policy_name, prediction.max_confidence)
                )
                return bool(self.should_predict_another_action(action.name()))
            except Exception as error:
                raise TurnFailed(f"action {action.name()} failed: {type(error).__name__}") from None
        self._log_action_on_tracker(tracker, action, events, prediction)
        if events:
            await self.execute_side_effects(events, tracker, output_channel)
        return bool(self.should_predict_another_action(action.name()))

    def _log_action_on_tracker(
        self,
        tracker: DialogueStateTracker,
        action: Action,
        events: list[Event] | None,
        prediction: PolicyPrediction,
    ) -> None:
        events = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in events):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)


def _has_automatic_slots(domain: Domain) -> bool:
    """Whether any slot is filled from messages by Rasa itself (any mapping but `custom` without an action)."""
    if ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions:
        return True
    return any(
        mapping.get("type") != "custom" or mapping.get("action") for slot in domain.slots for mapping in slot.mappings
    )
