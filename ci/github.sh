#!/usr/bin/env bash
# What the GitHub Action runs: annotations on the lines of the new articles, and a SARIF file if one is wanted.
# Reads PATHS, AGAINST, FAIL_ON, SARIF, ARGS and BASE from the environment; see action.yml.
set -euo pipefail
# Words of the inputs are separated by spaces.
read -r -a paths <<<"${PATHS:-}"
read -r -a against <<<"${AGAINST:-}"
read -r -a more <<<"${ARGS:-}"
if [ ${#paths[@]} -eq 0 ]; then
    git fetch --quiet --depth=1 origin "$BASE" 2>/dev/null || true
    mapfile -d '' paths < <(git diff -z --name-only --diff-filter=d "$BASE" -- '*.md' '*.html' '*.htm' '*.txt')
fi
if [ ${#paths[@]} -eq 0 ]; then
    echo "No article has changed."
    exit 0
fi
options=("${more[@]}")
[ ${#against[@]} -eq 0 ] || options+=(--against "${against[@]}")
if [ -n "${SARIF:-}" ]; then
    gainsay check "${options[@]}" --fail-on never --format sarif --output "$SARIF" -- "${paths[@]}"
fi
gainsay check "${options[@]}" --fail-on "${FAIL_ON:-warning}" --format github -- "${paths[@]}"
