"""The bot to compare with: stock Rasa (jieba, CountVectors, DIET, TED, `rest` channel), on our data, domain and actions.

Trained with few epochs: they change how well it understands, not how long a turn takes.
"""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import httpx
import yaml

ROOT = Path(__file__).parent.parent.parent
RASA = ROOT / "bot" / "engine" / ".venv" / "bin" / "rasa"
CONFIG = """
recipe: default.v1
language: zh
assistant_id: stock
pipeline:
- name: JiebaTokenizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: 2
- name: FallbackClassifier
  threshold: 0.3
policies:
- name: MemoizationPolicy
- name: RulePolicy
  core_fallback_action_name: action_aside
- name: TEDPolicy
  max_history: 5
  epochs: 2
"""


def environment() -> dict[str, str]:
    """Nothing of ours but the full TensorFlow."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


def train(folder: Path) -> Path:
    """Train the stock bot on our data; returns the model. `ask_rule/topic` is one intent: stock DIET has no selector here."""
    data = folder / "data"
    data.mkdir(parents=True)
    for path in (ROOT / "nlu_data/nlu").glob("*.yml"):
        tree = yaml.safe_load(path.read_text("utf-8"))
        for entry in tree["nlu"]:
            entry["intent"] = entry["intent"].partition("/")[0]
        (data / path.name).write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    for path in (ROOT / "nlu_data/rules").glob("*.yml"):
        (data / f"rules-{path.name}").write_text(path.read_text("utf-8"), "utf-8")
    # TED learns from stories only: one that opens a flow is enough to have it in every prediction.
    (data / "stories.yml").write_text(
        'version: "3.1"\nstories:\n- story: hello\n  steps:\n  - intent: greet\n  - action: action_aside\n  - intent: report\n'
        "  - action: report_form\n  - active_loop: report_form\n",
        "utf-8",
    )
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    # Rasa's own `/intent{"value": …}` fills no slot of ours; the entity is enough for the actions.
    (folder / "domain.yml").write_text(yaml.safe_dump(domain, allow_unicode=True), "utf-8")
    (folder / "config.yml").write_text(CONFIG, "utf-8")
    subprocess.run(
        [RASA, "train", "--config", "config.yml", "--domain", "domain.yml", "--data", "data", "--out", "models",
         "--fixed-model-name", "stock"],
        cwd=folder, env=environment(), check=True, capture_output=True,
    )  # fmt: skip
    return folder / "models" / "stock.tar.gz"


def serve(folder: Path, port: int, actions_url: str, token: str) -> subprocess.Popen[bytes]:
    """Start it with the `rest` channel; returns when it answers."""
    (folder / "credentials.yml").write_text("rest:\n", "utf-8")
    endpoint = {"url": actions_url, "headers": {"Authorization": f"Bearer {token}"}}
    (folder / "endpoints.yml").write_text(yaml.safe_dump({"action_endpoint": endpoint}), "utf-8")
    process = subprocess.Popen(
        [RASA, "run", "--model", "models/stock.tar.gz", "--port", str(port), "--interface", "127.0.0.1",
         "--credentials", "credentials.yml", "--endpoints", "endpoints.yml"],
        cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + 240
    while time.monotonic() < until:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/", timeout=2).status_code == 200:
                return process
        except httpx.HTTPError:
            time.sleep(1)
    process.kill()
    raise RuntimeError("the stock bot did not start")
