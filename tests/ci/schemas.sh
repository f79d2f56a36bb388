#!/usr/bin/env bash
# What gainsay writes, held by another program (jsonschema from PyPI) against what it should look like: SARIF against
# the schema of OASIS, as the crate serde-sarif carries it; JSON against gainsay's own schemas.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
gainsay=${GAINSAY:-}
if [ -z "$gainsay" ]; then
    cargo build --quiet --manifest-path "$root/Cargo.toml"
    gainsay=$root/target/debug/gainsay
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The schema comes with a crate of its own little project, so that gainsay need not depend on it.
mkdir -p "$folder/fetch/src"
printf '[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\nserde-sarif = "=0.8.0"\n' > "$folder/fetch/Cargo.toml"
: > "$folder/fetch/src/lib.rs"
cargo fetch --quiet --manifest-path "$folder/fetch/Cargo.toml"
sarif=$(cargo metadata --format-version 1 --manifest-path "$folder/fetch/Cargo.toml" |
    python3 -c 'import json, sys, pathlib
for package in json.load(sys.stdin)["packages"]:
    if package["name"] == "serde-sarif":
        print(pathlib.Path(package["manifest_path"]).parent / "src" / "schema.json")')

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check jsonschema
cat > "$folder/hold.py" <<'PY'
import json, sys
from jsonschema.validators import validator_for

schema = json.load(open(sys.argv[1]))
validator = validator_for(schema)(schema)
count = 0
for path in sys.argv[2:]:
    text = open(path).read()
    for value in [json.loads(text)] if text.startswith("{\n") else map(json.loads, text.splitlines()):
        count += 1
        for error in validator.iter_errors(value):
            sys.exit(f"{path}: {'/'.join(map(str, error.path))}: {error.message[:300]}")
if not count:
    sys.exit("nothing was held against the schema")
print(f"{count} held against {schema.get('title', sys.argv[1])}")
PY
hold() { "$folder/venv/bin/python" "$folder/hold.py" "$@"; }

cd "$root"
stories=(fixtures/*/)
for story in "${stories[@]}"; do
    name=$(basename "$story")
    "$gainsay" report "$story" --format sarif > "$folder/$name.sarif"
    # The same with every finding suppressed.
    "$gainsay" report "$story" --write-baseline "$folder/$name.toml" --format sarif > "$folder/$name-known.sarif" 2> /dev/null
    "$gainsay" report "$story" --near-misses --format json > "$folder/$name.json"
done
grep -q '"relatedLocations"' "$folder"/*.sarif
grep -q '"suppressions"' "$folder"/*-known.sarif
hold "$sarif" "$folder"/*.sarif
for what in report claims annotations; do
    "$gainsay" schema "$what" > "$folder/$what.schema"
done
hold "$folder/report.schema" "$folder"/*.json
"$gainsay" extract "${stories[@]}" > "$folder/claims.jsonl"
hold "$folder/claims.schema" "$folder/claims.jsonl"
"$gainsay" annotate "${stories[@]}" --format json > "$folder/annotations.jsonl"
hold "$folder/annotations.schema" "$folder/annotations.jsonl"
