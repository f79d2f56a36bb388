#!/usr/bin/env bash
# The fuzz targets of fuzz/, for a moment each: every reader, the way from text to discrepancies, the rule loader.
#
#     tests/ci/fuzz.sh [SECONDS]     twenty for each target unless told
#
# Runs where cargo-fuzz is installed (`cargo install cargo-fuzz`). Elsewhere the same properties are tried by
# tests/any_bytes.rs, which `cargo test` runs. A stable compiler will do: no sanitizer is asked for, since the crate
# forbids `unsafe`. What is found stays in fuzz/artifacts/.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! cargo fuzz --version > /dev/null 2>&1; then
    echo "cargo-fuzz is not installed: tests/any_bytes.rs alone stands for it"
    exit 0
fi
seconds=${1:-20}
export RUSTC_BOOTSTRAP=1
cargo fuzz build --sanitizer none
for target in reader pipeline rules; do
    seeds=$(mktemp -d)
    mkdir -p "fuzz/corpus/$target"
    case $target in
    reader) n=0; for file in fixtures/*/*; do n=$((n + 1)); printf '\%o' $((n % 7)) | xargs -0 printf > "$seeds/$n"; cat "$file" >> "$seeds/$n"; done ;;
    pipeline) cp fixtures/*/*.md fixtures/*/*.txt "$seeds" ;;
    rules) cp rules/*.toml "$seeds" ;;
    esac
    cargo fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "$seeds" -- \
        -max_total_time="$seconds" -max_len=12000 -timeout=25 -rss_limit_mb=3000 -print_final_stats=1 2>&1 | tail -12
    rm -rf "$seeds"
done
