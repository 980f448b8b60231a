"""RulePolicy for this bot: rules and forms only."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ShoukouRulePolicy(RulePolicy):
    """Rasa's RulePolicy without two of its doors.

    *No default actions*: Rasa maps the intents `restart`, `back` and `session_start` to actions of its own that
    overrule every rule and form. Here `back` is a step back in a form, decided by that form's validate action, and no
    intent restarts a conversation (no slash, no slot).

    *No rules on text*: a rule may name a user's literal words; none does, and there is no text to compare with.
    Skipping that pass saves a replay of the tracker in each turn.
    """

    @staticmethod
    def _find_action_from_default_actions(tracker: DialogueStateTracker) -> tuple[str | None, str | None]:
        return None, None

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[Any, Any, bool]:
        if use_text_for_last_user_input:
            return None, None, False
        found: tuple[Any, Any, bool] = super()._find_action_from_rules(tracker, domain, False)
        return found
