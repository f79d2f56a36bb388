#!/usr/bin/env python3
"""How `gainsay archive` and `gainsay check` grow with what is published.

    benches/archive.py target/release/gainsay 1000 10000 100000 1000000

Makes articles of disasters in made-up towns until the archive holds so many claims, adds them, and checks one
new article against it. Prints a table: claims, articles, seconds to add, size of the file, seconds and memory
of one check (median of five), findings. Python 3.11, standard library only; everything is made in a temporary folder.
"""
import json, os, random, statistics, subprocess, sys, tempfile, time

START = "Bar Cal Dor Fen Gal Hol Kor Lan Mar Nor Pel Ros Sel Tor Val Wes Yar Zel Bren Cork".split()
MIDDLE = "a e i o u an en in or un ar el".split()
END = "ville ton burg ford ham mere wick port dale stad grad pur".split()
TOWNS = [a + b + c for a in START for b in MIDDLE for c in END]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WHAT = "earthquake flood fire storm train crash ferry sinking bombing landslide".split()


def article(number, random):
    town, other = random.choice(TOWNS), random.choice(TOWNS)
    day, dead, hurt = random.choice(DAYS), random.randint(2, 400), random.randint(2, 4000)
    homes, money = random.randint(10, 9000), random.randint(2, 900)
    date = f"20{random.randint(10, 25)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    text = (
        f"At least {dead} people were killed and {hurt} injured in {town} on {day}, the mayor said. "
        f"The disaster destroyed {homes} homes in {town} and displaced {homes * 3} people.\n\n"
        f"Rescuers from {other} said that {dead // 2} people were missing. "
        f"The government of the province promised ${money} million for {town}.\n\n"
        f"Hospitals in {town} treated {hurt // 2} children. In {other}, {dead // 3 + 1} people died in a storm last year.\n"
    )
    return {"id": f"n{number}", "text": text, "date": date, "source": f"Paper {number % 97}"}


def run(*command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), out


def main():
    program = os.path.abspath(sys.argv[1])
    sizes = [int(size) for size in sys.argv[2:]] or [1_000, 10_000, 100_000, 1_000_000]
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        archive, made, claims = "published.db", 0, 0
        with open("new.md", "w") as new:
            one = article(0, random.Random(1))
            new.write(f"---\nsource: The New Paper\ndate: {one['date']}\n---\n{one['text']}")
        print("| claims | articles | added in (s) | file (MB) | check (s) | memory (MB) | findings |")
        print("|---|---|---|---|---|---|---|")
        added = 0.0
        for size in sizes:
            while claims < size:
                count = max(10, int((size - claims) / max(claims / made, 1)) + 1) if made else size // 12 + 10
                with open("more.jsonl", "w") as more:
                    for number in range(made, made + count):
                        more.write(json.dumps(article(number, chance)) + "\n")
                seconds, _, code, _ = run(program, "archive", "add", archive, "more.jsonl")
                assert code == 0, code
                added, made = added + seconds, made + count
                claims = json.loads(run(program, "archive", "stats", archive, "--format", "json")[3])["claims"]
            checks = [run(program, "check", "new.md", "--against", archive, "--format", "json") for _ in range(5)]
            assert all(code in (0, 1) for _, _, code, _ in checks), checks[0][2]
            found = len(json.loads(checks[0][3])["discrepancies"])
            print(
                f"| {claims} | {made} | {added:.1f} | {os.path.getsize(archive) / 1e6:.0f} "
                f"| {statistics.median(check[0] for check in checks):.2f} | {max(check[1] for check in checks):.0f} | {found} |",
                flush=True,
            )


main()
