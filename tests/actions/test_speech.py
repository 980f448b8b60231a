"""One mouth: an action can say only responses with typed values."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.speech import Count, Day, Law, Moment, Placeholder, Titles, say


def test_a_plain_string_is_refused() -> None:
    with pytest.raises(TypeError, match="not typed"):
        say(CollectingDispatcher(), "utter_status", status="他收了三十万")  # type: ignore[arg-type]


def test_typed_values_are_shown_as_documents_write_them() -> None:
    assert Day(date(2026, 3, 1)).shown() == "2026年3月1日"
    assert Moment(datetime(2026, 3, 1, 1, 5, tzinfo=UTC)).shown() == "2026年3月1日 09:05"
    assert Titles.of(["举报事实", "附件"]).shown() == "举报事实、附件"
    assert Count(3).shown() == "3"
    assert Law("第十四条").shown() == "第十四条"


def test_a_placeholder_names_only_what_the_gateway_fills() -> None:
    assert Placeholder("query_password").shown() == "{query_password}"
    with pytest.raises(ValueError, match="placeholder"):
        Placeholder("report_facts")


def test_say_names_a_response_and_never_a_text() -> None:
    dispatcher = CollectingDispatcher()
    say(dispatcher, "utter_deadline", due=Day(date(2026, 1, 5)))
    [message] = dispatcher.messages
    assert message["response"] == "utter_deadline"
    assert message["text"] is None
    assert message["due"] == "2026年1月5日"
