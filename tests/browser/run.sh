#!/usr/bin/env bash
# The review page in a real browser: headless Chromium, driven by playwright-core, checked by axe-core.
# Installs what it needs; fails if the tests did not run. GAINSAY_SCREENSHOTS=DIR keeps pictures of the pages.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! command -v chromium >/dev/null; then
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq chromium chromium-driver >/dev/null
fi
tools=target/browser
mkdir -p "$tools"
cp tests/browser/package.json tests/browser/package-lock.json "$tools/"
(cd "$tools" && npm ci --silent --no-audit --no-fund)
cp tests/browser/page.mjs "$tools/page.mjs"

profile=${GAINSAY_PROFILE:-dev}
cargo build --quiet --profile "$profile"
cargo test --quiet --profile "$([ "$profile" = dev ] && echo test || echo "$profile")" --lib --no-run
folder=$([ "$profile" = dev ] && echo debug || echo "$profile")
export GAINSAY="$PWD/target/$folder/gainsay"
export GAINSAY_TESTS="cargo test --quiet --profile $([ "$profile" = dev ] && echo test || echo "$profile") --lib"
export GAINSAY_FIXTURES="$PWD/fixtures"
out=$(node --test --test-reporter=spec "$tools/page.mjs") || { echo "$out"; exit 1; }
echo "$out"
grep -Eq '^ℹ pass [1-9]' <<<"$out" || { echo "no browser test ran"; exit 1; }
grep -Eq '^ℹ (skipped|todo) [1-9]' <<<"$out" && { echo "browser tests were skipped"; exit 1; } || true
