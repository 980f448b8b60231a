"""What is read at start: settings, the catalogue of items, the table of statuses."""

from __future__ import annotations

import copy
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from store import items, settings, statuses
from store.items import CatalogueError
from store.settings import Settings
from store.statuses import StatusError

ITEMS = yaml.safe_load(items.CATALOGUE.read_text(encoding="utf-8"))
STATUSES = yaml.safe_load(statuses.TABLE.read_text(encoding="utf-8"))


def test_defaults_listen_on_loopback_and_keep_data_in_one_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith("SHOUKOU_")]:
        monkeypatch.delenv(name)
    made = Settings()
    assert made.data == settings.ROOT / "var" and made.database == f"sqlite:///{made.data}/shoukou.db"
    assert made.gateway_url == "http://127.0.0.1:8080" and made.desk_url == "http://127.0.0.1:8090"
    assert made.gateway_internal_url.endswith(":8081") and made.engine_url.endswith(":5005")
    assert made.actions_url.endswith(":5055") and made.max_parts == 13
    assert {made.vault_dir, made.run_dir, made.keys_dir, made.logs_dir} == {
        made.data / name for name in ("vault", "run", "keys", "logs")
    }


def test_every_setting_says_what_it_is() -> None:
    undocumented = {n for n, f in Settings.model_fields.items() if not f.description} - {
        n for n in Settings.model_fields if n.endswith("_port")
    }
    assert undocumented == set()


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHOUKOU_DATA", str(tmp_path))
    monkeypatch.setenv("SHOUKOU_IDLE_MINUTES", "5")
    monkeypatch.setenv("SHOUKOU_INTERNAL_TOKEN", "given")
    made = Settings()
    assert (made.data, made.idle_minutes, made.token()) == (tmp_path, 5, "given")
    assert "given" not in repr(made)
    monkeypatch.setenv("SHOUKOU_GATEWAY_PORT", "99999")
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.slow
def test_processes_that_start_together_agree_on_the_token(tmp_path: Path) -> None:
    code = "from store.settings import Settings; print(Settings().token())"
    env = {**os.environ, "SHOUKOU_DATA": str(tmp_path), "SHOUKOU_INTERNAL_TOKEN": ""}
    started = [
        subprocess.Popen([sys.executable, "-c", code], env=env, cwd=settings.ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    tokens = {process.communicate()[0].strip() for process in started}
    assert len(tokens) == 1 and len(tokens.pop()) > 30
    token = tmp_path / "run" / "internal_token"
    assert stat.S_IMODE(token.stat().st_mode) == 0o600
    assert [p.name for p in token.parent.iterdir()] == ["internal_token"]


def test_the_catalogue_is_as_its_readers_expect() -> None:
    flows = items.catalogue()
    assert items.item("report.facts").label == "report.facts"
    assert items.item("protect_reporter.who").multiple and not items.item("report.mode").multiple
    assert items.item("report.name").sealed and items.item("report.id_number").optional
    assert flows["add_material"].case is None and items.kinds()["rights_application"].id == "rights"
    assert all(i.title for f in flows.values() for i in f.items.values())


def changed(tree: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    made = copy.deepcopy(tree)
    *way, last = path.split("/")
    place = made
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return made


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("flows/report/items/facts/sealed", False),  # words that would not be sealed
        ("flows/report/items/mode/sealed", True),
        ("flows/report/items/mode/options", {}),
        ("flows/report/items/mode/options", {True: "是"}),  # YAML's bare yes
        ("flows/report/items/mode/options", {"真": "是"}),
        ("flows/report/items/mode/options", {"a": ""}),
        ("flows/report/items/facts/options", {"a": "甲"}),
        ("flows/report/items/facts/multiple", True),
        ("flows/report/items/facts/kind", "words"),
        ("flows/report/items/facts/title", None),
        ("flows/report/items/facts/colour", "red"),
        ("flows/report/items/Facts", {"title": "a", "kind": "text", "sealed": True}),
        ("flows/urgent/case", "report"),
        ("flows", None),
    ],
)
def test_a_wrong_catalogue_is_refused(tmp_path: Path, path: str, value: Any) -> None:
    file = tmp_path / "items.yaml"
    file.write_text(yaml.safe_dump(changed(ITEMS, path, value), allow_unicode=True), encoding="utf-8")
    with pytest.raises(CatalogueError):
        items.load(file)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("report/see", ["king"]),
        ("report/set", ["intake_officer"]),  # then somebody approves a step who does not handle the case
        ("reward/beside", None),  # no flow makes it
        ("reward/beside", "nothing"),
        ("report/see", ["hotline"]),  # somebody could open what they don't see
        ("report/approval/ref", "x"),
        ("rights_application", None),
    ],
)
def test_a_wrong_table_of_statuses_is_refused(tmp_path: Path, path: str, value: Any) -> None:
    file = tmp_path / "statuses.yaml"
    file.write_text(
        yaml.safe_dump(changed(STATUSES, path, value), allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    with pytest.raises(StatusError):
        statuses.load(file)


def test_every_kind_of_case_comes_to_an_end_and_every_status_says_what_is_next() -> None:
    for kind in statuses.kinds().values():
        assert any(s.final for s in kind.statuses.values())
        for status in kind.statuses.values():
            assert status.final or kind.life.steps(status.id), (kind.id, status.id)
            assert status.next.endswith("。") and status.ref.cite()
