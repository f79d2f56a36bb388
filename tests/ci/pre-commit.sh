#!/usr/bin/env bash
# The ready-made CI files, run for real on a throw-away repository: pre-commit from PyPI, what the GitHub Action and
# the GitLab job run, and the SARIF file read by another program (sarif-tools from PyPI).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
gainsay=${GAINSAY:-}
if [ -z "$gainsay" ]; then
    cargo build --quiet --manifest-path "$root/Cargo.toml"
    gainsay=$root/target/debug/gainsay
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME=$folder/home PRE_COMMIT_HOME=$folder/hooks GIT_CONFIG_GLOBAL=$folder/gitconfig NO_COLOR=1
mkdir -p "$HOME" "$folder/bin"
ln -s "$gainsay" "$folder/bin/gainsay"
export PATH=$folder/bin:$PATH
git config --global user.name desk
git config --global user.email desk@example.org
git config --global init.defaultBranch main
git config --global protocol.file.allow always
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pre-commit sarif-tools

# The hook's own repository: the file that users name, at a commit.
mkdir "$folder/hook"
cp "$root/.pre-commit-hooks.yaml" "$folder/hook/"
git -C "$folder/hook" init --quiet
git -C "$folder/hook" add .
git -C "$folder/hook" commit --quiet -m "The hook"
commit=$(git -C "$folder/hook" rev-parse HEAD)

# A newsroom's repository.
mkdir -p "$folder/desk/published" && cd "$folder/desk"
git init --quiet
cat > published/first.md <<'MD'
---
source: Butte Courier
date: 2025-10-12
---
Nur Wali Mehsud was killed in Kabul on Thursday.
MD
echo 'against = ["archive.db", "published/"]' > gainsay.toml
printf 'repos:\n- repo: file://%s\n  rev: %s\n  hooks:\n  - id: gainsay-system\n' "$folder/hook" "$commit" > .pre-commit-config.yaml
gainsay archive add archive.db published
"$folder/venv/bin/pre-commit" install
git add . && git commit --quiet -m "What is published"
base=$(git rev-parse HEAD)

cat > "a new one.md" <<'MD'
---
source: Valley Post
date: 2025-10-12
---
Explosions were heard in Kabul.

Nur Wali Mehsud was not killed in Kabul on Thursday.
MD
git add . && if git commit --quiet -m "A contradiction" > told 2>&1; then
    cat told; echo "pre-commit let a contradiction pass"; exit 1
fi
grep -q "a new one.md:7:" told || { cat told; echo "the hook did not name the line"; exit 1; }
echo "pre-commit: a contradiction is held back"

# What the Action runs: the annotation, the SARIF file, the exit code.
if BASE=$base SARIF=found.sarif bash "$root/ci/github.sh" > told; then
    cat told; echo "the action let a contradiction pass"; exit 1
fi
grep -q "^::error .*line=7" told || { cat told; echo "no annotation"; exit 1; }
"$folder/venv/bin/sarif" summary found.sarif > summary
grep -q "error: 1" summary || { cat summary; echo "sarif-tools sees something else"; exit 1; }
"$folder/venv/bin/sarif" csv --output found.csv found.sarif > /dev/null
grep -q "a new one.md\|a%20new%20one.md" found.csv || { cat found.csv; echo "sarif-tools finds no place"; exit 1; }
echo "action: annotation, SARIF read by sarif-tools, exit code"

# What the GitLab job runs.
git diff -z --name-only --diff-filter=d "$base" -- '*.md' \
    | xargs -0 gainsay check --format gitlab --output quality.json -- || true
python3 - <<'PY'
import json
issues = json.load(open("quality.json"))
assert [issue["location"]["lines"]["begin"] for issue in issues] == [7], issues
assert all(issue["fingerprint"] and issue["severity"] for issue in issues)
PY
echo "gitlab: code quality report"

# Silenced in the text, with a reason.
sed -i 's/^Nur Wali/<!-- gainsay: ignore polarity,status a spokesman corrected it on air -->\n&/' "a new one.md"
git add "a new one.md" && git commit --quiet -m "Known and explained" > told 2>&1 || { cat told; exit 1; }
echo "pre-commit: a finding that is silenced with a reason passes"
python3 - "$root" <<'PY'
import pathlib, re, sys
root = pathlib.Path(sys.argv[1])
# The files that cannot run here are at least YAML with the parts that their readers ask for.
for name, words in {"action.yml": ["using: composite", "ci/github.sh"], "ci/gitlab.yml": ["codequality:", "--format gitlab"]}.items():
    text = (root / name).read_text()
    assert all(word in text for word in words), name
    assert "\t" not in text, name
PY
