"""What the trained model understands of lines of text: one a line on stdin → one JSON object a line on stdout.

    bot/engine/.venv/bin/python -m bot.engine.parse < sentences.txt

A line may begin with the slot of the step that is open and a tab: report_mode⇥匿名吧.
For those who write training data, and for tests that try whole lists of answers.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from bot.engine.settings import ROOT
from bot.engine.train import model_path


def main() -> int:
    """Command line."""
    from bot.engine.light import go_light

    go_light()
    from bot.engine import quiet
    from bot.engine.agent import FairLockStore, ShoukouAgent
    from bot.engine.nlu.context import UNKNOWN, Context, kind_of_step
    from bot.engine.tracker_store import BoundedTrackerStore
    from bot.engine.understanding import understand

    quiet.install("ERROR")
    agent = ShoukouAgent(tracker_store=BoundedTrackerStore(), lock_store=FairLockStore())
    agent.load_model(model_path(Path(os.environ.get("SHOUKOU_MODELS", ROOT / "models"))))
    for line in sys.stdin:
        asked, _, text = line.rstrip("\n").rpartition("\t")
        context = Context(asked=kind_of_step("form", asked)) if asked else UNKNOWN
        print(json.dumps(understand(agent.processor, text, context), ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
