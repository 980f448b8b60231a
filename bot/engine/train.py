"""Trains the model when something that goes into it changed: `bot/engine/.venv/bin/python -m bot.engine.train`.

The model's name carries a hash of everything it is made from, so that a second run finds it and is done in a
moment, before Rasa is even imported. Also used by `make run` and `make train`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.engine.settings import ROOT

DATA = ("nlu_data/nlu", "nlu_data/rules", "nlu_data/stories")
KEPT = 3
"""Older models kept beside the newest."""


def ingredients(root: Path = ROOT) -> Iterator[Path]:
    """Every file that the model depends on, in order."""
    domain = root / "domain"
    yield root / "config.yml"
    yield from [root / "domain.yml"] if (root / "domain.yml").is_file() else sorted(domain.rglob("*.yml"))
    for folder in (*DATA, "nlu_data/lookups", "nlu_data/dictionary"):
        yield from sorted(p for p in (root / folder).rglob("*") if p.suffix in {".yml", ".yaml", ".txt"})
    yield from (root / "nlu_data" / name for name in ("goals.yml", "lexicon.yml", "variants.yml"))
    yield from sorted((root / "bot/engine/nlu").glob("*.py"))
    yield root / "bot/engine/policy.py"
    yield root / "bot/engine/requirements.txt"


def fingerprint(root: Path = ROOT) -> str:
    """Names the model that the files as they are now would give."""
    digest = hashlib.sha256()
    for path in ingredients(root):
        if path.is_file():
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def model_path(models: Path, root: Path = ROOT) -> Path:
    """Where the model of the present files is, or would be."""
    return models / f"shoukou-{fingerprint(root)}.tar.gz"


def train(models: Path, *, force: bool = False, root: Path = ROOT) -> tuple[Path, bool]:
    """Train if need be. Returns the model and whether it was made now. Raises `RuntimeError` when training fails."""
    target = model_path(models, root)
    if target.is_file() and not force:
        os.utime(target)  # Rasa's tools take the newest file as the latest model
        return target, False
    from bot.engine.light import go_light

    # One thread: the OpenBLAS that SciPy's locked release brings dies on our matrix (27,750 × 27,750) with two on a
    # processor with AVX-512. It was little faster: the other core tunes the network meanwhile.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    go_light(training=True)
    os.environ.setdefault("RASA_CACHE_DIRECTORY", str(models / ".cache"))
    # Rasa's progress bars are of its own steps, dozens of lines in a log; ours is one line.
    os.environ["LOG_LEVEL"] = "ERROR"
    print("· training the understanding: a few minutes, when the data changed", flush=True)
    import rasa.model_training

    from bot.engine import quiet

    quiet.install("ERROR")  # Rasa warns that we use neither its RulePolicy nor its ResponseSelector; see config.yml
    models.mkdir(parents=True, exist_ok=True)
    domain = root / "domain.yml" if (root / "domain.yml").is_file() else root / "domain"
    result = rasa.model_training.train(
        domain=str(domain),
        config=str(root / "config.yml"),
        training_files=[str(root / folder) for folder in DATA if (root / folder).is_dir()],
        output=str(models),
        fixed_model_name=target.name.removesuffix(".tar.gz"),
        force_training=force,
    )
    if not target.is_file():
        raise RuntimeError(f"training made no model (code {result.code})")
    os.utime(target)
    old = sorted(models.glob("shoukou-*.tar.gz"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in old[KEPT:]:
        path.unlink()
    return target, True


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=Path(os.environ.get("SHOUKOU_MODELS", ROOT / "models")))
    parser.add_argument("--force", action="store_true", help="train also when nothing changed")
    options = parser.parse_args()
    path, made = train(options.models, force=options.force)
    print(f"model: {path.name} ({'trained' if made else 'unchanged'})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
