#!/usr/bin/env python3
"""Hostile input: time that grows as the input does, bounded memory, a clear message, no crash.

    benches/hostile.py [--program target/release/gainsay] [--size 400000]

Each row of one thing is read at one size and at four times that size; a time more than seven times as long is marked.
"""
import argparse
import gzip
import os
import resource
import subprocess
import tempfile
import time

ROWS = {
    "quotation marks": '"', "curly marks": "\u201c", "brackets": "(", "apostrophes": "'", "div": "<div>", "p": "<p>", "b": "<b>", "font": "<font size=1>",
    "long word": "a", "initials": "A. ", "accents": "\u0301", "NUL": "\0", "bidi": "\u202e", "lines": "\n", "headings": "\n\n# A\n", "quotes md": "> ",
    "lists": "- ", "brackets md": "[", "images": "![](", "code": "`", "entities": "&lt;", "amp": "&", "comma numbers": "1,", "and": "1 and ",
    "between": "between 3 and ", "money": "$3 million, ", "dates": "3 January 2025, ", "weekdays": "on Monday ", "said": "he said, ", "speakers": "Police said that ",
    "names": "Kabul, ", "new names": None, "of": "of the ", "not": "not ", "who": "who was killed ", "killed": "5 people were killed by ", "killed by": "killed ",
    "claims": "At least 20 people were killed in Khost on Sunday, police said. ", "denials": "He denied that. ", "json": '{"a":', "json array": "[", "surrogates": "\\ud800",
    "comments": "<!--", "cdata": "<![CDATA[", "script": "<script>", "attributes": "<a b='", "items": "<item>", "tables": "|a", "emphasis": "*a_", "colons": "A: ",
    "the same quote": "\u201cWe will not go,\u201d she said. ",
}
FORMATS = {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json", "xml": ".xml"}


def row(name, size):
    if name == "new names":
        out, number = [], 0
        while sum(map(len, out[-1:])) + 14 * len(out) < size:
            letters = "".join(chr(97 + (number // 26**place) % 26) for place in range(4))
            out.append(f"{letters.capitalize()} {letters[::-1].capitalize()} said. ")
            number += 1
        return "".join(out)
    return ROWS[name] * (size // len(ROWS[name].encode()))


def run(program, command, path, limit=120):
    start = time.perf_counter()
    try:
        done = subprocess.run([program, command, path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=limit)
        code, told = done.returncode, done.stderr.decode(errors="replace").strip().splitlines()
    except subprocess.TimeoutExpired:
        code, told = "timeout", []
    return time.perf_counter() - start, code, told[:1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="target/release/gainsay")
    parser.add_argument("--size", type=int, default=400_000)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--command", default="report")
    options = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        base = run(options.program, options.command, "/dev/null")[0]
        for format in options.formats.split(","):
            for name in ROWS:
                if format != "text" and name in ("claims", "denials", "new names", "the same quote", "speakers", "said", "killed", "dates", "money"):
                    continue
                seconds, codes = [], []
                for size in (options.size, 4 * options.size):
                    path = os.path.join(folder, "input" + FORMATS[format])
                    with open(path, "w", encoding="utf-8") as out:
                        out.write(row(name, size))
                    taken, code, told = run(options.program, options.command, path)
                    seconds.append(max(taken - base, 0.001))
                    codes.append(code)
                growth = seconds[1] / seconds[0]
                wrong = any(code not in (0, 1, 2) for code in codes) or (growth > 7 and seconds[1] > 0.3)
                bad += wrong
                if wrong or seconds[1] > 2:
                    print(f"{'BAD ' if wrong else 'slow'} {format:9}{name:18} {seconds[0]:7.2f} s {seconds[1]:7.2f} s  x{growth:5.1f}  {codes}  {told}", flush=True)
        # One line of 1 GB, and a bomb: 1 GB of one letter in a megabyte; both over standard input.
        for name, packed in (("a 1 GB line", False), ("a gzip bomb", True)):
            command = [options.program, "extract", "--input-format", "jsonl", "-"]
            start = time.perf_counter()
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            out = gzip.GzipFile(fileobj=process.stdin, mode="wb", compresslevel=1) if packed else process.stdin
            out.write(b'{"text":"')
            for _ in range(1000):
                out.write(b"a" * 1_000_000)
            out.write(b'"}\n{"text":"Guns fell silent."}\n')
            if packed:
                out.close()
            _, told = process.communicate()
            taken = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            told = told.decode(errors="replace").strip()
            print(f"{name}: {taken:.2f} s, exit {process.returncode}, peak of all so far {peak:.0f} MB, {told}", flush=True)
    print(f"{bad} bad")


if __name__ == "__main__":
    main()
