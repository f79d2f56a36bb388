#!/usr/bin/env bash
# reviewdog (https://github.com/reviewdog/reviewdog) on the changed articles: comments on a pull or merge request of
# any of its hosts. Arguments go to reviewdog: ci/reviewdog.sh -reporter=github-pr-review
set -euo pipefail
git diff -z --name-only --diff-filter=d "${BASE:-origin/main}" -- '*.md' '*.html' '*.txt' \
    | xargs -0 --no-run-if-empty gainsay check --fail-on never --format sarif -- \
    | reviewdog -f=sarif -name=gainsay "$@"
