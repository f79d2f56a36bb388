#!/usr/bin/env python3
"""Hostile input: time that grows as the input does, bounded memory, a clear message, no crash.

    benches/hostile.py [--program target/release/gainsay] [--size 400000]

Each row of one thing is read at one size and at four times that size, in every format; CPU time more than seven times as
long, or memory more than six times as much, is marked.
"""
import argparse
import gzip
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time

ROWS = {
    "quotation marks": '"', "curly marks": "\u201c", "brackets": "(", "apostrophes": "'", "div": "<div>", "p": "<p>", "b": "<b>", "font": "<font size=1>",
    "long word": "a", "initials": "A. ", "accents": "\u0301", "NUL": "\0", "bidi": "\u202e", "lines": "\n", "headings": "\n\n# A\n", "quotes md": "> ",
    "lists": "- ", "brackets md": "[", "images": "![](", "code": "`", "entities": "&lt;", "amp": "&", "amp entities": "&amp;", "amp attributes": None, "comma numbers": "1,", "and": "1 and ",
    "between": "between 3 and ", "money": "$3 million, ", "dates": "3 January 2025, ", "weekdays": "on Monday ", "said": "he said, ", "speakers": "Police said that ",
    "names": "Kabul, ", "new names": None, "of": "of the ", "not": "not ", "who": "who was killed ", "killed": "5 people were killed by ", "killed by": "killed ",
    "claims": "At least 20 people were killed in Khost on Sunday, police said. ", "denials": "He denied that. ", "json": '{"a":', "json array": "[", "surrogates": "\\ud800",
    "comments": "<!--", "cdata": "<![CDATA[", "script": "<script>", "attributes": "<a b='", "items": "<item>", "tables": "|a", "emphasis": "*a_", "colons": "A: ",
    "killing": "killing ", "asides": "in the A, ", "which died": "which died ", "to": "to ", "dashes": "--", "dots": "......", "quoted letter": "a \u201cb\u201d ",
    "the same quote": "\u201cWe will not go,\u201d she said. ",
}
FORMATS = {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json", "jsonl": ".jsonl", "ninjs": ".json", "xml": ".xml", "newsml": ".xml",
           "rss": ".xml", "atom": ".xml", "warc": ".warc", "gzip": ".txt.gz", "zstd": ".txt.zst"}


def row(name, size):
    if name == "amp attributes":
        return f"<p title='{'&' * (size - 14)}'></p>"
    if name == "new names":
        out, number = [], 0
        while sum(map(len, out[-1:])) + 14 * len(out) < size:
            letters = "".join(chr(97 + (number // 26**place) % 26) for place in range(4))
            out.append(f"{letters.capitalize()} {letters[::-1].capitalize()} said. ")
            number += 1
        return "".join(out)
    return ROWS[name] * (size // len(ROWS[name].encode()))


def wrapped(text, format):
    """The text as a record of its format, where it would otherwise be refused at the first byte."""
    if format == "jsonl":
        return json.dumps({"text": text}, ensure_ascii=False) + "\n"
    if format == "ninjs":
        return json.dumps({"uri": "urn:x:1", "version": "1", "headline": "Truce", "body_xhtml": f"<p>{text}</p>"}, ensure_ascii=False)
    escaped = text.replace("]]>", "")
    if format == "newsml":
        return (f"<newsItem guid='urn:x:1' version='1'><contentMeta><headline>Truce</headline></contentMeta><contentSet><inlineXML><![CDATA[<p>{escaped}</p>]]>"
                "</inlineXML></contentSet></newsItem>")
    # A feed of many items on one line, their headlines behind their texts.
    parts = [escaped[at : at + 2000] for at in range(0, len(escaped), 2000)]
    if format == "rss":
        items = (f"<item><description><![CDATA[<p>{part}</p>]]></description><title>Truce {at}</title><guid>{at}</guid></item>" for at, part in enumerate(parts))
        return f"<rss><channel><title>Example Post</title>{''.join(items)}</channel></rss>"
    if format == "atom":
        items = (f"<entry><content type='html'><![CDATA[<p>{part}</p>]]></content><title>Truce {at}</title><id>urn:x:{at}</id></entry>" for at, part in enumerate(parts))
        return f"<feed><title>Example Post</title>{''.join(items)}</feed>"
    if format == "warc":
        page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>{text}</p></body></html>".encode()
        return f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(page)}\r\n\r\n" + page.decode() + "\r\n\r\n"
    return text


def stored(text, format):
    """The bytes of the file."""
    data = wrapped(text, format).encode("utf-8")
    if format == "gzip":
        return gzip.compress(data, 1)
    if format == "zstd":
        return subprocess.run(["zstd", "-q", "-1", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout
    return data


def run(program, command, path, limit=120):
    """CPU seconds, exit code, first line of standard error, peak memory in MB."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([program, command, path], stdout=subprocess.DEVNULL, stderr=errors)
        watch = threading.Timer(limit, process.kill)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        told = errors.read().decode(errors="replace").strip().splitlines()
    code = "killed" if process.returncode < 0 else process.returncode
    return used.ru_utime + used.ru_stime, code, told[:1], used.ru_maxrss / 1024


def streamed(program, name, write, expected):
    """Sends what `write` writes to standard input; says time, memory, exit code and message. 1 where it is not as expected."""
    command = [program, "extract", "--input-format", "jsonl", "-"]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        writer = threading.Thread(target=lambda: (write(process.stdin), process.stdin.close()))
        writer.start()
        out = process.stdout.read()
        writer.join()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        told = errors.read()
    taken, peak = time.perf_counter() - start, used.ru_maxrss / 1024
    claims, told = out.count(b"\n"), told.decode(errors="replace").strip().splitlines()
    wrong = process.returncode != 2 or claims < expected or peak > 300 or len(told) != 1
    print(f"{'BAD  ' if wrong else '     '}{name}: {taken:.2f} s, exit {process.returncode}, {claims} claims of the other lines, "
          f"peak {peak:.0f} MB, {told[:1]}", flush=True)
    return wrong


def huge_line(to):
    to.write(b'{"text":"')
    for _ in range(1000):
        to.write(b"a" * 1_000_000)
    to.write(b'"}\n')


GOOD = b'{"text":"Nine people were killed in Lyon on Sunday, police said."}\n'


def at_the_limit(program, folder):
    """What is too much for anybody: named, passed over, nothing else lost."""
    bad = 0

    def line(to):
        to.write(GOOD)
        huge_line(to)
        to.write(GOOD)

    def gzip_bomb(to):
        with gzip.GzipFile(fileobj=to, mode="wb", compresslevel=1) as packed:
            line(packed)

    def zstd_bomb(to):
        packer = subprocess.Popen(["zstd", "-q", "-1", "-c"], stdin=subprocess.PIPE, stdout=to)
        line(packer.stdin)
        packer.stdin.close()
        packer.wait()

    def surrogate(to):
        to.write(GOOD + b'{"text":"Nine \\ud800 died."}\n' + GOOD)

    def nested(to):
        to.write(GOOD + b'{"text":' + b"[" * 1_000_000 + b"\n" + GOOD)

    def no_utf8(to):
        to.write(GOOD + b'{"text":"Nine \xff died."}\n' + GOOD)

    def cut_short(to):
        packed = gzip.compress(GOOD + os.urandom(100_000).hex().encode() + b"\n")
        to.write(packed[: len(packed) // 2])

    for name, write, expected in [
        ("a line of 1 GB", line, 2),
        ("a gzip bomb of 1 GB", gzip_bomb, 2),
        ("a zstd bomb of 1 GB", zstd_bomb, 2),
        ("a lone surrogate", surrogate, 2),
        ("a million nested arrays", nested, 2),
        ("a byte that is no UTF-8", no_utf8, 2),
        ("a gzip file cut short", cut_short, 1),
    ]:
        if name.startswith("a zstd") and not shutil.which("zstd"):
            print(f"     {name}: zstd is not installed")
            continue
        bad += streamed(program, name, write, expected)
    for name, suffix, text in [
        ("ten million quotation marks", ".txt", '"' * 10_000_000),
        ("ten million curly quotation marks", ".txt", "\u201c" * 3_500_000),
        ("a million nested tags", ".html", "<div>" * 1_000_000 + "Nine died."),
        ("a million nested tags", ".xml", "<div>" * 1_000_000 + "Nine died."),
        ("a million open brackets", ".md", "[" * 1_000_000),
        ("a hundred words of 100,000 letters", ".txt", " ".join("a" * 100_000 for _ in range(100))),
        ("ten million NUL bytes", ".txt", "\0" * 10_000_000),
        ("three million bidi controls", ".txt", "\u202e" * 3_000_000),
    ]:
        path = os.path.join(folder, "input" + suffix)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        taken, code, told, peak = run(program, "extract", path)
        wrong = code not in (0, 2) or taken > 30
        bad += wrong
        print(f"{'BAD  ' if wrong else '     '}{name} ({suffix}): {taken:.2f} s, exit {code}, peak {peak:.0f} MB, {told}", flush=True)
    return bad


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="target/release/gainsay")
    parser.add_argument("--size", type=int, default=400_000)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--command", default="report")
    parser.add_argument("--growth-only", action="store_true")
    options = parser.parse_args()
    bad, worst = 0, (0, 0, "")
    with tempfile.TemporaryDirectory() as folder:
        base = run(options.program, options.command, "/dev/null")[0]
        for format in options.formats.split(","):
            if format == "zstd" and not shutil.which("zstd"):
                print("     zstd is not installed")
                continue
            for name in ROWS:
                if format not in ("text", "rss") and name in ("claims", "denials", "new names", "the same quote", "speakers", "said", "killed", "dates", "money"):
                    continue
                seconds, codes, peaks = [], [], []
                for size in (options.size, 4 * options.size):
                    path = os.path.join(folder, "input" + FORMATS[format])
                    with open(path, "wb") as out:
                        out.write(stored(row(name, size), format))
                    # The quicker of two runs: the other one was disturbed.
                    taken, code, told, peak = min(run(options.program, options.command, path) for _ in range(2))
                    peaks.append(peak)
                    seconds.append(max(taken - base, 0.001))
                    codes.append(code)
                growth = seconds[1] / seconds[0]
                wrong = any(code not in (0, 1, 2) for code in codes) or (growth > 7 and seconds[1] > 0.3)
                wrong |= peaks[1] > 6 * peaks[0] and peaks[1] > 200
                worst = max(worst, (seconds[1] / options.size, peaks[1], f"{name} in {format}"))
                bad += wrong
                if wrong or seconds[1] > 2:
                    print(f"{'BAD ' if wrong else 'slow'} {format:9}{name:18} {seconds[0]:7.2f} s {seconds[1]:7.2f} s  x{growth:5.1f}  {peaks[0]:.0f} to {peaks[1]:.0f} MB {codes}  {told}", flush=True)
            print(f"     {format}: read; slowest so far {worst[2]}, {worst[0] * 250_000:.2f} s a MB; {worst[1]:.0f} MB", flush=True)
        if not options.growth_only:
            bad += at_the_limit(options.program, folder)
    print(f"{bad} bad")


if __name__ == "__main__":
    main()
