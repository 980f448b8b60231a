"""The second net: what a user wrote can't get into a log record, whoever writes it.

The first net is that the engine hands no text to anything that logs (`connector.py`). Should a library log it all
the same, this module withholds the record: while a text is in hand (`in_hand`), every record of the standard
library's `logging` and of structlog is compared with it as the record is made, before any handler sees it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import structlog

WITHHELD = "[withheld: it held what a user wrote]"
RUN = 4
"""So many consecutive characters of the text in a record withhold the record (the whole text, when it is shorter)."""

CONTENT_KEYS = frozenset(
    {
        "text", "user_text", "message", "parse_data_text", "parse_data_entities", "tracker_latest_message",
        "current_states", "slot_values", "rasa_events", "prediction_events", "slot_candidates", "prefilled_slots",
        "rendered_state", "processed_text", "message_text", "sender_id", "e",
    }
)  # fmt: skip
"""Fields of Rasa's structlog events that carry content; dropped at any level, always."""

_texts: ContextVar[tuple[str, ...]] = ContextVar("texts in hand", default=())


@contextmanager
def in_hand(text: str) -> Iterator[None]:
    """While the block runs, records that hold a run of `text` are withheld."""
    token = _texts.set((*_texts.get(), text))
    try:
        yield
    finally:
        _texts.reset(token)


def holds_text(line: str) -> bool:
    """Whether `line` holds a run of `RUN` characters of a text in hand."""
    for text in _texts.get():
        compact = text.strip()
        if not compact:
            continue
        if len(compact) <= RUN:
            if compact in line:
                return True
            continue
        if any(compact[i : i + RUN] in line for i in range(len(compact) - RUN + 1)):
            return True
    return False


def _scrubbed(record: logging.LogRecord) -> logging.LogRecord:
    """The record without content: message and arguments replaced, the exception reduced to its type."""
    if not _texts.get():
        return record
    try:
        line = record.getMessage()
    except Exception:  # a broken format string is no reason to let its arguments through
        line = WITHHELD
        record.msg, record.args = WITHHELD, ()
    if holds_text(line):
        record.msg, record.args = WITHHELD, ()
    if record.exc_info and record.exc_info[0] is not None:
        # The exception's own words may hold the text; its type is all a log needs here.
        record.msg = f"{record.msg} ({record.exc_info[0].__name__})"
        record.exc_info, record.exc_text = None, None
    return record


def _scrub_event(logger: Any, method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """structlog processor: no content fields, no text in hand, no exception text."""
    for key in CONTENT_KEYS & event.keys():
        del event[key]
    event.pop("exc_info", None)
    for key, value in list(event.items()):
        if holds_text(str(value)):
            event[key] = WITHHELD
    return event


def install(level: str = "WARNING") -> None:
    """Send all logging to stderr through the net. Idempotent.

    `level` is the name of a level; at `DEBUG` everything that Rasa and its libraries have to say is shown, and
    still none of it holds what a user wrote.
    """
    factory = logging.getLogRecordFactory()
    if getattr(factory, "withholds_text", False):
        made = factory
    else:

        def made(*args: Any, **kwargs: Any) -> logging.LogRecord:
            return _scrubbed(factory(*args, **kwargs))

        made.withholds_text = True  # type: ignore[attr-defined]
        logging.setLogRecordFactory(made)
    number = logging.getLevelName(level)
    if not isinstance(number, int):
        raise ValueError(f"no such log level: {level}")
    logging.basicConfig(
        level=number, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
    logging.captureWarnings(True)
    # Mostly deprecations in Rasa's old pins: nothing that an operator could act on.
    logging.getLogger("py.warnings").setLevel(number if number <= logging.DEBUG else logging.ERROR)
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            _scrub_event,
            structlog.stdlib.render_to_log_kwargs,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
