# SPDX-License-Identifier: LGPL-3.0-or-later
"""Compares two images of vfnet: runs each command with both, in random order, round after round, and prints Markdown.

Arguments: the number of rounds, the command of the image before, and that of the image after. Standard input: a line for
each command, NAME|WORDS. A ratio is the median of the rounds' ratios, after / before, with its 95 % interval by bootstrap.
With the line "live" first, the commands change the stand-in machine of tests/live, which is prepared for them; with "live as it
is" they find it as it was captured.
"""
import contextlib
import os
import random
import statistics
import subprocess
import sys

from alternate import measure

WARM_UP = 2
SAMPLES = 2000
QUERIES = ("-json -details link show", "-json address show", "-json route show table all")
PORT = "enp1s0f1"
# KiB (VM_READAHEAD_PAGES, include/linux/mm.h)
READ_AHEAD = "128"


@contextlib.contextmanager
def default_read_ahead(path):
    """As root, the disk reads ahead what Linux reads ahead by default; yields what it does then, None where that is unknown."""
    number = os.stat(path).st_dev
    disk = os.path.realpath(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}")
    attribute = os.path.join(os.path.dirname(disk) if os.path.exists(f"{disk}/partition") else disk, "queue/read_ahead_kb")
    if not os.path.exists(attribute):
        yield None
        return
    with open(attribute, encoding="ascii") as file:
        was = file.read().strip()
    wanted = READ_AHEAD if os.access(attribute, os.W_OK) and os.geteuid() == 0 else was
    try:
        write(attribute, wanted)
        yield wanted
    finally:
        write(attribute, was)


def write(attribute, value):
    with contextlib.suppress(OSError), open(attribute, "w", encoding="ascii") as file:
        file.write(value)


def cold_read(command, null):
    """MiB that a start reads from the disk once no file of the image is in memory (getrusage(2), ru_inblock)."""
    image = os.path.dirname(os.path.dirname(os.path.realpath(command)))
    for folder, _, names in os.walk(image):
        for name in names:
            file = os.open(os.path.join(folder, name), os.O_RDONLY)
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)
    actions = [(os.POSIX_SPAWN_DUP2, null, target) for target in (0, 1, 2)]
    pid = os.posix_spawn(command, [command, "list"], {"PATH": "/usr/bin:/bin"}, file_actions=actions)
    return os.wait4(pid, 0)[2].ru_inblock / 2048


def interval(ratios):
    medians = sorted(statistics.median(random.choices(ratios, k=len(ratios))) for _ in range(SAMPLES))
    return f"{statistics.median(ratios):.2f} ({medians[SAMPLES // 40]:.2f} to {medians[-SAMPLES // 40]:.2f})"


def prepare_live(vfnet, commands):
    """What the commands say is done first; from then on ip's answers stay the same, and the stand-in of ip costs what ip costs."""
    for words in commands:
        subprocess.run([vfnet, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    # Every host has it, and a snapshot has not.
    os.makedirs("/sys/dev/char", exist_ok=True)
    cases = ""
    for number, query in enumerate(QUERIES):
        answer = subprocess.run(["/usr/sbin/ip", *query.split()], stdout=subprocess.PIPE, check=True).stdout
        with open(f"/run/answer{number}", "wb") as file:
            file.write(answer)
        cases += f'"{query}") exec cat /run/answer{number};;\n'
    with open("/run/quick-ip", "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\ncase "$*" in\n{cases}esac\nexit 1\n')
    os.chmod("/run/quick-ip", 0o755)
    subprocess.run(["mount", "--bind", "/run/quick-ip", "/usr/sbin/ip"], check=True)


def main():
    rounds = int(sys.argv[1])
    images = sys.argv[2:4]
    lines = [line.strip() for line in sys.stdin if line.strip()]
    is_live = lines[0].startswith("live")
    if is_live:
        prepare_live(images[1], [["set", PORT, "4"], ["persist"]] if lines[0] == "live" else [])
        lines = lines[1:]
    commands = [(name, words.split()) for name, words in (line.split("|", 1) for line in lines)]
    null = os.open("/dev/null", os.O_RDWR)
    runs = {name: ([], []) for name, _ in commands}
    for turn in range(WARM_UP + rounds):
        for name, words in commands:
            results = [None, None]
            for side in random.sample((0, 1), 2):
                results[side] = measure([images[side], *words], null)
            if None in results:
                if turn == 0:
                    print(f"Fails in one of the images, so not measured: {name}", file=sys.stderr)
                runs.pop(name, None)
            elif turn >= WARM_UP:
                runs[name][0].append(results[0])
                runs[name][1].append(results[1])
        commands = [one for one in commands if one[0] in runs]
    load = os.getloadavg()[1]
    print(f"Medians of {rounds} rounds, both images in each in random order; load average {load:.1f}.\n")
    print("| command | wall ms before | after | ratio | CPU ms before | after | ratio | peak MiB before | after |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, (before, after) in runs.items():
        cells = []
        for column in (0, 1):
            cells += [f"{statistics.median(run[column] for run in side):.0f}" for side in (before, after)]
            cells.append(interval([new[column] / old[column] for old, new in zip(before, after)]))
        cells += [f"{statistics.median(run[2] for run in side):.0f}" for side in (before, after)]
        print(f"| {name} | {' | '.join(cells)} |")
    if not is_live:
        with default_read_ahead(images[1]) as ahead:
            cold = [cold_read(image, null) for image in images]
        print(f"\nRead from the disk by a cold start, at {ahead or 'an unknown number of'} KiB of read-ahead: "
              f"{cold[0]:.0f} MiB before, {cold[1]:.0f} MiB after.")


main()
