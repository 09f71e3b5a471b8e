# SPDX-License-Identifier: LGPL-3.0-or-later
"""Shows every claim on virtual machines and says what came of it. scripts/lab starts this; see README.md beside it."""
import argparse
import concurrent.futures
import functools
import os
import pathlib
import shutil
import signal
import sys
import threading

import claim
import claims  # noqa: F401
import host
import terminal
import times
from machine import LabError, Machine, Parts
from shapes import STANDARD


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument('--folder', type=pathlib.Path, required=True)
    parser.add_argument('--kernel', action='append', required=True)
    parser.add_argument('--only', action='append', default=[])
    parser.add_argument('--except', action='append', default=[], dest='left_out')
    parser.add_argument('--boots', type=int, required=True)
    parser.add_argument('--guests', type=int, default=1)
    parser.add_argument('--keep', action='store_true')
    parser.add_argument('--shell', action='store_true')
    parser.add_argument('--times', type=int, metavar='ROUNDS')
    parser.add_argument('--predecessor', type=pathlib.Path, metavar='TAR')
    # Says whether the chosen claims need the Debians with other tools, and does nothing else.
    parser.add_argument('--need-peers', action='store_true')
    return parser.parse_args()


def parts_of(chosen, kernel):
    """What this system's QEMU has no machine for is left out; a claim of which nothing remains is an error if it is asked
    for."""
    wanted = [part for part in claim.PARTS if part.claim in chosen.only or not (chosen.only or chosen.shell or chosen.times)]
    wanted = [part for part in wanted if part.claim not in chosen.left_out]
    elsewhere = [part for part in wanted if part.shape.systems and kernel not in part.shape.systems]
    here = [part for part in wanted if part not in elsewhere]
    missing = [part for part in elsewhere if part.claim not in {one.claim for one in here}]
    if chosen.only and missing:
        raise LabError(f'claim {missing[0].claim} needs --system {" or ".join(missing[0].shape.systems)}')
    return here


class Session:
    """All claims under one kernel."""

    def __init__(self, chosen, kernel, streams):
        self.chosen, self.kernel, self.streams = chosen, kernel, streams
        self.parts = Parts(chosen.folder)
        self.folder = chosen.folder / 'run' / kernel
        self.verdicts = {}
        self.lock = threading.Lock()

    def run(self):
        transcript = claim.Transcript(*self.streams)
        transcript.line(f'\n==== Linux {self.parts.release(self.kernel)}')
        transcript.tell()
        wanted = parts_of(self.chosen, self.kernel)
        disks = {}
        for shape in dict.fromkeys(part.shape for part in wanted) or {STANDARD: None}:
            disks.setdefault(shape.disk or shape.name, []).append(shape)
        side_by_side(self.chosen.guests, [functools.partial(self.show_all, shapes, wanted) for shapes in disks.values()])
        if not self.chosen.keep:
            for disk in self.folder.glob('*/disk'):
                disk.unlink()
        return sorted(self.verdicts.values(), key=lambda verdict: [part.claim for part in wanted].index(verdict.claim))

    def show_all(self, shapes, wanted):
        """Machines of one disk follow each other."""
        for shape in shapes:
            self.show(shape, [part for part in wanted if part.shape == shape])

    def show(self, shape, parts):
        guest = Machine(self.parts, self.kernel, shape, self.folder / (shape.disk or shape.name))
        try:
            for part in parts:
                self.judge(part, guest)
            if self.chosen.shell:
                self.start(guest)
                terminal.attach(guest)
        finally:
            guest.stop()

    def judge(self, part, guest):
        transcript = claim.Transcript(*self.streams)
        bench = claim.Bench(guest, transcript, self.chosen.boots)
        try:
            self.start(guest)
            if part.clean:
                guest.run(host.CLEAN)
            seconds, trouble = claim.run(part, bench)
        except LabError as e:
            transcript.line(f'\n== {part.claim}: {part.title}\n  WRONG: {e}')
            seconds, trouble = 0, str(e)
        finally:
            transcript.tell()
        if trouble:
            # Its state must not affect the next claim.
            guest.kill()
        with self.lock:
            verdict = self.verdicts.setdefault(part.claim, claim.Verdict(part.claim, part.title))
            verdict.add(bench, seconds, trouble)

    @staticmethod
    def start(guest):
        if guest.process is None:
            guest.start()
            host.install(guest)


def side_by_side(most, works):
    """Does them all, so many at a time. What goes wrong in one of them goes wrong here, once the others are done."""
    with concurrent.futures.ThreadPoolExecutor(most) as workers:
        for done in [workers.submit(work) for work in works]:
            done.result()


def judge_all(chosen, streams):
    verdicts = []
    for kernel in chosen.kernel:
        session = Session(chosen, kernel, streams)
        verdicts += [(session.parts.release(kernel), verdict) for verdict in session.run()]
    transcript = claim.Transcript(*streams)
    transcript.line()
    for release, verdict in verdicts:
        transcript.line(verdict.line(release))
    passed = sum(verdict.passed for _, verdict in verdicts)
    transcript.line(f'{passed} passed, {len(verdicts) - passed} failed')
    transcript.tell()
    return 0 if passed == len(verdicts) > 0 or not verdicts and chosen.shell else 1


def stop(*_):
    """The guests end with us, however we end."""
    for process in Machine.RUNNING:
        process.kill()
    os._exit(143)


def main():
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    chosen = options()
    if chosen.shell:
        chosen.guests = 1
    known = {part.claim for part in claim.PARTS}
    unknown = sorted({*chosen.only, *chosen.left_out} - known)
    if unknown:
        sys.exit(f'lab: no claim {" ".join(unknown)}; there are {" ".join(sorted(known, key=lambda name: (len(name), name)))}')
    if chosen.need_peers:
        return 0 if any(part.shape.peers for kernel in chosen.kernel for part in parts_of(chosen, kernel)) else 1
    if chosen.shell and not terminal.is_here():
        sys.exit('lab: --shell wants a terminal')
    shutil.rmtree(chosen.folder / 'run', ignore_errors=True)
    if chosen.times:
        times.run(Parts(chosen.folder), chosen.kernel[0], chosen.folder / 'run/times', chosen.predecessor, chosen.times)
        return 0
    with open(chosen.folder / 'transcript', 'w', encoding='utf-8') as file:
        return judge_all(chosen, (sys.stdout, file))


if __name__ == '__main__':
    try:
        sys.exit(main())
    except LabError as e:
        sys.exit(f'lab: {e}')
