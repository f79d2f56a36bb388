#!/usr/bin/env python3
"""Whole-process speed of `gainsay extract`, on one thread, as a ratio to `wc -w` on the same text.

    benches/peers.py [--program target/release/gainsay] [--megabytes 50] [--runs 5]

Makes a corpus of news-like articles, each with figures, names, places and days of its own, so that no cache of
words, patterns or claims makes the measure better than life; the same seed gives the same corpus. Then takes the
CPU time (user and system) of each program, the median of the runs, and prints a table. Peers that are not installed
are named as such. Nothing is downloaded.
"""
import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

GIVEN = "Amina Bakhtiar Carlos Dilnoza Efua Farid Grete Hamid Ines Jamal Katya Luis Mirwais Nadia Olumide Pavel Qasim Rosa Samir Tomoko Ulla Viktor Wanjiru Ximena Yusuf Zahra".split()
SYLLABLES = "ba ka lo mi ra ta vo sha ne du po ri qua zar gul han mor del vin tek sol bru nor fel dan".split()
KINDS = "fighters civilians soldiers passengers villagers miners students police-officers protesters workers".replace("-", "_").split()
VERBS = "killed injured wounded detained displaced rescued evacuated arrested".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
BODIES = ["the interior ministry", "the governor's office", "police", "the army", "hospital officials", "the rail operator", "the union"]


def word(rng):
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()


def sentence(rng, names):
    place, person, group = rng.choice(names["places"]), rng.choice(names["people"]), rng.choice(names["groups"])
    n, m = rng.randint(2, 4000), rng.randint(2, 900)
    kind, verb, body = rng.choice(KINDS).replace("_", " "), rng.choice(VERBS), rng.choice(BODIES)
    day = f"{rng.choice(MONTHS)} {rng.randint(1, 28)}"
    forms = [
        f"At least {n:,} {kind} were {verb} in {place} on {rng.choice(DAYS)}, {body} said.",
        f"{person}, a spokesman for {group}, denied that more than {n} {kind} had been {verb} near {place}.",
        f"The bridge at {place}, {m} metres long, cost ${n / 10:.1f} million, according to {body}.",
        f"\u201cWe counted {m} {kind},\u201d said {person} on {day}, \u201cand nobody has told us where the others are.\u201d",
        f"Between {m} and {m + n} {kind} left {place} after the flood of {day}, {body} reported.",
        f"The weather had been mild for weeks, and few people in the valley of {place} had expected a night like that.",
        f"{group} claimed responsibility for the attack, which {verb} {m} {kind} and damaged {n} homes.",
        f"The figure rose by {rng.randint(1, 99)} per cent to {n:,} from {m:,} a year earlier, {person} told reporters.",
        f"It was not clear on {rng.choice(DAYS)} whether the road to {place} would be open again before the winter.",
        f"{person} has been the mayor of {place} since {rng.randint(1990, 2024)} and will not stand again, she said.",
    ]
    return rng.choice(forms)


def article(rng, number):
    names = {
        "places": [word(rng) for _ in range(5)],
        "people": [f"{rng.choice(GIVEN)} {word(rng)}" for _ in range(5)],
        "groups": [f"{word(rng)} {rng.choice(['Front', 'Council', 'Party', 'Group'])}" for _ in range(3)],
    }
    paragraphs = [" ".join(sentence(rng, names) for _ in range(rng.randint(1, 4))) for _ in range(rng.randint(6, 18))]
    return {
        "id": f"a{number}",
        "source": f"{word(rng)} Post",
        "date": f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "title": sentence(rng, names).split(",")[0].rstrip("."),
        "text": "\n\n".join(paragraphs),
    }


def corpus(folder, megabytes):
    rng = random.Random(20251016)
    jsonl, plain = os.path.join(folder, "articles.jsonl"), os.path.join(folder, "articles.txt")
    written = number = 0
    with open(jsonl, "w", encoding="utf-8") as records, open(plain, "w", encoding="utf-8") as text:
        while written < megabytes * 1_000_000:
            one = article(rng, number)
            records.write(json.dumps(one, ensure_ascii=False) + "\n")
            text.write(one["text"] + "\n\n")
            written += len(one["text"].encode())
            number += 1
    return jsonl, plain, written, number


def cpu(command, runs):
    """Median CPU seconds, and the peak memory in MB, of a command."""
    times, peak = [], 0
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1):
            return None, done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        peak = after.ru_maxrss / 1024
    return statistics.median(times), peak


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="target/release/gainsay")
    parser.add_argument("--megabytes", type=float, default=50)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has spaCy, quantulum3 and recognizers-text-suite")
    parser.add_argument("--slow", type=float, default=1, help="megabytes for peers that would take an hour on all of it")
    parser.add_argument("--write", metavar="FOLDER", help="only write the corpus there")
    options = parser.parse_args()
    if options.write:
        os.makedirs(options.write, exist_ok=True)
        corpus(options.write, options.megabytes)
        return
    with tempfile.TemporaryDirectory() as folder:
        jsonl, plain, size, number = corpus(folder, options.megabytes)
        print(f"{size / 1e6:.1f} MB of text in {number} articles; median CPU seconds of {options.runs} runs, one thread")
        program = os.path.abspath(options.program)
        rows = [
            ("wc -w", ["wc", "-w", plain]),
            ("gainsay extract", [program, "extract", "--threads", "1", jsonl]),
            ("gainsay annotate", [program, "annotate", "--threads", "1", jsonl]),
            ("gainsay report --format json", [program, "report", "--threads", "1", "--format", "json", jsonl]),
        ]
        peers = [
            ("typos", ["typos", "--threads", "1", "--no-check-files", plain]),
            ("harper-cli", ["harper-cli", "lint", plain]),
        ]
        # Told by their rate on a part of the text, which is the same whatever its length.
        part = os.path.join(folder, "part.txt")
        with open(plain, encoding="utf-8") as whole, open(part, "w", encoding="utf-8") as some:
            some.write(whole.read(int(options.slow * 1_000_000)))
        slow = [
            ("spaCy blank, rules", [options.python, "-c", SPACY, part]),
            ("quantulum3", [options.python, "-c", QUANTULUM, part]),
            ("Recognizers-Text", [options.python, "-c", RECOGNIZERS, part]),
        ]
        base = None
        for name, command in rows + peers + slow:
            missing = not shutil.which(command[0]) and not os.path.exists(command[0])
            module = {"spaCy blank, rules": "spacy", "quantulum3": "quantulum3", "Recognizers-Text": "recognizers_number"}.get(name)
            if module:
                missing = subprocess.run([options.python, "-c", f"import {module}"], capture_output=True).returncode != 0
            if missing:
                print(f"{name:30} not installed")
                continue
            read = min(options.slow * 1e6, size) if module else size
            seconds, note = cpu(command, 1 if module else options.runs)
            if seconds is None:
                print(f"{name:30} failed: {note}")
                continue
            base = base or seconds / size
            told = f" on {read / 1e6:.0f} MB, one run" if module else ""
            print(f"{name:30} {seconds:8.2f} s  {read / 1e6 / seconds:8.2f} MB/s  ratio {base * read / seconds:.5f}  peak so far {note:.0f} MB{told}", flush=True)


SPACY = """
import spacy, sys
nlp = spacy.blank("en"); nlp.add_pipe("sentencizer")
ruler = nlp.add_pipe("entity_ruler")
ruler.add_patterns([{"label": "Q", "pattern": [{"LIKE_NUM": True}, {"IS_ALPHA": True}]}])
for doc in nlp.pipe(line for line in open(sys.argv[1], encoding="utf-8") if line.strip()): list(doc.ents)
"""
RECOGNIZERS = """
import sys
from recognizers_number import recognize_number, Culture
from recognizers_number_with_unit import recognize_dimension, recognize_currency
from recognizers_date_time import recognize_datetime
for line in open(sys.argv[1], encoding="utf-8"):
    for recognize in (recognize_number, recognize_dimension, recognize_currency, recognize_datetime): recognize(line, Culture.English)
"""
QUANTULUM = """
import sys
from quantulum3 import parser
for line in open(sys.argv[1], encoding="utf-8"): parser.parse(line)
"""

if __name__ == "__main__":
    main()
