# SPDX-License-Identifier: LGPL-3.0-or-later
"""Runs commands in turn, round after round, so that a busy host slows all of them alike.

Argument: the number of rounds. Standard input: a line for each command, NAME|COMMAND LINE, words parted by
spaces; \\x20 is a space in a word. The ratios are to the command whose name begins with "Hello", and to the first one.
"""
import os
import statistics
import sys
import time

WARM_UP = 3


def measure(words, null):
    """Wall and CPU milliseconds and peak MiB of one run with its children; None where it fails."""
    begin = time.perf_counter()
    actions = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    pid = os.posix_spawn(words[0], words, {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - begin
    if status != 0:
        return None
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def runnable(commands):
    for name, words in commands:
        if os.path.isfile(words[0]):
            yield name, words
        else:
            print(f"Not here, so not measured: {name}", file=sys.stderr)


def main():
    rounds = int(sys.argv[1])
    lines = [line.strip().split("|", 1) for line in sys.stdin if "|" in line]
    commands = list(runnable([(name, [word.replace("\\x20", " ") for word in line.split()]) for name, line in lines]))
    null = os.open("/dev/null", os.O_RDWR)
    runs = {name: [] for name, _ in commands}
    for turn in range(WARM_UP + rounds):
        for name, words in commands:
            run = measure(words, null)
            if run is None:
                sys.exit(f"bench: failed: {' '.join(words)}; run it by hand to see why")
            if turn >= WARM_UP:
                runs[name].append(run)
    medians = {name: [statistics.median(column) for column in zip(*results)] for name, results in runs.items()}
    hello = next(median for name, median in medians.items() if name.startswith("Hello"))
    first = next(iter(medians.values()))
    print(f"Medians of {rounds} runs, in turn.\n")
    print("| command | wall ms | CPU ms | peak MiB | wall / Hello | CPU / Hello | wall / first |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, (wall, cpu, peak) in medians.items():
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {peak:.1f} | {wall / hello[0]:.2f} | {cpu / hello[1]:.2f} "
              f"| {wall / first[0]:.2f} |")


if __name__ == "__main__":
    main()
