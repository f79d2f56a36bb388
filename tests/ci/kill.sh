#!/usr/bin/env bash
# Kills `gainsay archive add` a hundred times, each time on the same archive: it opens, is whole, and holds every
# article that was acknowledged. Every other time the moment is random; else it is while a transaction is being
# written, as its journal shows. Also: an archive that somebody else has locked.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
kills=${KILLS:-100}
gainsay=${GAINSAY:-}
if [ -z "$gainsay" ]; then
    cargo build --quiet --manifest-path "$root/Cargo.toml"
    gainsay=$root/target/debug/gainsay
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
GAINSAY=$gainsay KILLS=$kills python3 - <<'PY'
import json, os, random, signal, sqlite3, subprocess, time

gainsay, kills = os.environ["GAINSAY"], int(os.environ["KILLS"])
chance = random.Random()
acknowledged, killed, during, number, total = set(), 0, 0, 0, 0


def record(number):
    text = f"At least {number % 900 + 2} people were killed in Paradise, California, on Sunday, the sheriff said. " * 3
    return json.dumps({"id": f"n{number}", "text": text, "date": "2018-11-18"}) + "\n"


def listed():
    done = subprocess.run([gainsay, "archive", "list", "k.db", "--format", "json"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {json.loads(line)["id"] for line in done.stdout.splitlines()}


subprocess.run([gainsay, "archive", "add", "k.db", "-"], input="", text=True, capture_output=True)
with open("first.jsonl", "w") as first:
    first.write(record(0))
subprocess.run([gainsay, "archive", "add", "k.db", "first.jsonl"], check=True, capture_output=True)
acknowledged.add("n0")
longest = 3.0
while killed < kills:
    with open("more.jsonl", "w") as more:
        for number in range(number + 1, number + 2001):
            more.write(record(number))
    with open("told", "w") as told:
        process = subprocess.Popen([gainsay, "archive", "add", "k.db", "more.jsonl"], stdout=told, stderr=subprocess.DEVNULL)
        start = time.monotonic()
        try:
            if number // 2000 % 2:
                while process.poll() is None and not os.path.exists("k.db-journal"):
                    pass
                process.wait(chance.uniform(0, 0.004))
            else:
                process.wait(chance.uniform(0, longest))
            # It was done before: more time for the next ones would be wasted.
            longest = max(0.05, time.monotonic() - start)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
            during += os.path.exists("k.db-journal")
    lines = open("told").read().split("\n")[:-1]
    total += len(lines)
    acknowledged |= {line.split(" ", 1)[1] for line in lines}
    held = listed()
    assert acknowledged <= held, f"lost: {sorted(acknowledged - held)[:5]}"
    whole = subprocess.run([gainsay, "archive", "stats", "k.db"], capture_output=True, text=True)
    assert whole.returncode == 0, whole.stderr
    # Every article is there with all of its claims and topics.
    with sqlite3.connect("k.db") as db:
        assert db.execute("SELECT count(*) FROM claim").fetchone() == db.execute("SELECT sum(claims) FROM article").fetchone()
        assert db.execute("SELECT count(*) FROM member").fetchone() == db.execute("SELECT sum(json_array_length(topics)) FROM article").fetchone()
    if len(held) > 40_000:
        os.remove("k.db")
        acknowledged.clear()
        subprocess.run([gainsay, "archive", "add", "k.db", "first.jsonl"], check=True, capture_output=True)
print(f"killed {killed} times, {during} of them inside a transaction; nothing of {total} acknowledged articles was lost")

# Somebody holds the archive for longer than gainsay waits.
lock = sqlite3.connect("k.db", isolation_level=None)
lock.execute("BEGIN EXCLUSIVE")
done = subprocess.run([gainsay, "archive", "list", "k.db"], capture_output=True, text=True)
assert done.returncode == 2 and "in use by another process" in done.stderr, done
lock.execute("ROLLBACK")
print("a locked archive: exit code 2,", done.stderr.strip())
PY
