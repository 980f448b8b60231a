#!/usr/bin/env bash
# Builds the chat page when its sources changed.
set -euo pipefail
cd "$(dirname "$0")/../bot/web"
stamp=$(find . ../channels/*.json ../../store/digits.json -path ./node_modules -prune -o -path ./dist -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
[ "$(cat dist/.stamp 2>/dev/null)" = "$stamp" ] && exit 0
echo "· building the chat page"
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --silent --no-audit --no-fund
fi
npm run --silent build
echo "$stamp" >dist/.stamp
