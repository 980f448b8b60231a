#!/usr/bin/env bash
# Every test, in the order in which a failure is found soonest. Wants what `make test` prepared.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=()
part() { # title, command…
    local title=$1 started=$SECONDS
    shift
    printf '\n== %s\n' "$title"
    "$@" || failed+=("$title")
    printf -- '-- %s: %ds\n' "$title" $((SECONDS - started))
}
part "style and types" make --no-print-directory check
part "chat page" npm --prefix bot/web run --silent test
part "packages" python -m pytest tests -m "not system and not browser" --ignore=tests/engine -n 2
part "engine" bot/engine/.venv/bin/python -m pytest -q tests/engine
part "running system and browser" python -m pytest tests -m "system or browser" --ignore=tests/engine --ignore=tests/system
part "no echo, nothing lost, no oracle" python -m pytest tests/system -n 2 --dist loadfile
if [ ${#failed[@]} -gt 0 ]; then
    printf '\nfailed: %s\n' "${failed[@]}"
    exit 1
fi
printf '\nall green\n'
