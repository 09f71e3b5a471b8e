# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claims: what vfnet promises, how each is checked, and what came of it."""
import contextlib
import dataclasses
import json
import threading
import time

import kernel
import machine


# In characters: of what was expected and seen, in a verdict.
LONGEST = 600


@dataclasses.dataclass(frozen=True)
class Part:
    """A part of a claim that one machine can show."""
    claim: str
    title: str
    shape: machine.Shape
    check: object
    # Whether what earlier parts left behind is removed first.
    clean: bool


PARTS = []


def claim(name, title, shape, clean=True):
    """Marks a function as the check of a claim, or of a part of it, on a machine of this shape."""
    def register(check):
        PARTS.append(Part(name, title, shape, check, clean))
        return check
    return register


class Failed(Exception):
    """The claim is wrong and its check cannot go on."""


class Bench:
    """What a check works with: a machine, the transcript, the count of all checks, and what failed, with the reason."""

    def __init__(self, guest, transcript, boots):
        self.guest, self.transcript, self.boots = guest, transcript, boots
        self.checks, self.wrong = 0, []

    # Doing

    def vfnet(self, words, status=0, timeout=machine.Machine.COMMAND_TIMEOUT):
        """Runs the installed command; its exit status must be this one."""
        result = self.guest.run('vfnet ' + words, timeout)
        self.transcript.command('vfnet ' + words, result.out + result.err, result.status)
        self.equal(f'exit status of vfnet {words}', status, result.status)
        return result

    def json(self, words, status=0):
        """What vfnet says in JSON."""
        result = self.vfnet(words + ' --json', status)
        try:
            return json.loads(result.out)
        except json.JSONDecodeError as e:
            raise Failed(f'vfnet {words} --json printed no JSON: {e}') from None

    def shell(self, script, timeout=machine.Machine.COMMAND_TIMEOUT):
        """Does something that is not vfnet's; it must go well."""
        result = self.guest.run(script, timeout)
        self.transcript.command(script, result.out + result.err, result.status)
        if result.status != 0:
            raise machine.LabError(f'"{script}" ended with {result.status}: {result.err.strip()}')
        return result.out

    def reboot(self):
        """A real restart, and then whatever udev still has to do."""
        self.transcript.line('$ systemctl reboot')
        stalls = self.guest.stalls
        self.guest.reboot()
        if self.guest.stalls > stalls:
            self.say('a processor of the emulator stood still; the machine was started once more')

    def read(self, script):
        """The same, where nobody needs to see it."""
        result = self.guest.run(script)
        if result.status != 0:
            raise machine.LabError(f'"{script}" ended with {result.status}: {result.err.strip()}')
        return result.out

    def kernel(self):
        return kernel.Kernel(self.read(kernel.SCRIPT))

    def eventually(self, what, condition, timeout=20):
        """Waits for what must come by itself. The condition is a shell command."""
        self.true(what, self.comes(condition, timeout), f'not within {timeout} s: {condition}')

    def comes(self, condition, timeout=20):
        """Waits for what may come by itself, and says whether it did."""
        script = (f'n=0; until {condition}; do n=$((n + 1)); [ $n -lt {timeout * 5} ] || exit 1; sleep 0.2; done')
        return self.guest.run(script, timeout * 10).status == 0

    # Judging

    def equal(self, what, expected, seen):
        """What the kernel says must be what was promised."""
        self.true(what, expected == seen, differences(expected, seen), show(seen))

    def unchanged(self, what, before, after):
        """Two looks at the kernel's functions must be the same."""
        differences = [f'{address}: expected {before.get(address)}, seen {after.get(address)}'
                       for address in sorted(before.keys() | after.keys()) if before.get(address) != after.get(address)]
        self.true(what, not differences, '; '.join(differences), f'{len(before)} functions as they were')

    def contains(self, what, part, text):
        self.true(what, part in text, f'no "{part}" in: {text.strip()}', part)

    def true(self, what, right, otherwise, seen=''):
        self.checks += 1
        if right:
            self.transcript.line(f'  ok: {what}' + (f': {seen}' if seen else ''))
        else:
            self.wrong.append(f'{what} ({otherwise[:LONGEST]})')
            self.transcript.line(f'  WRONG: {what}: {otherwise}')

    def say(self, text):
        self.transcript.line('# ' + text)


def differences(expected, seen):
    """Of what has keys, those alone whose values differ."""
    if isinstance(expected, dict) and isinstance(seen, dict):
        keys = [key for key in {**expected, **seen} if expected.get(key) != seen.get(key)]
        expected, seen = ({key: one[key] for key in keys if key in one} for one in (expected, seen))
    return f'expected {show(expected)}, seen {show(seen)}'


def show(value):
    if isinstance(value, dict):
        return '{' + ', '.join(f'{key}: {show(one)}' for key, one in value.items()) + '}'
    if isinstance(value, (list, tuple, set)):
        return '[' + ', '.join(map(show, sorted(value, key=str) if isinstance(value, set) else value)) + ']'
    return str(value)


class Transcript:
    """What is printed and kept. Claims that are shown side by side do not come between each other's lines."""
    TURN = threading.Lock()

    def __init__(self, *streams):
        self.streams = streams
        self.held = []

    def line(self, text=''):
        self.held.append(text)

    def tell(self):
        """Prints what has come together since the last time."""
        held, self.held = self.held, []
        with self.TURN:
            for stream in self.streams:
                for text in held:
                    print(text, file=stream)
                stream.flush()

    def command(self, command, output, status):
        self.line('$ ' + command.strip())
        if output:
            self.line(output.rstrip('\n'))
        if status:
            self.line(f'(exit status {status})')


@dataclasses.dataclass
class Verdict:
    """What came of a claim under one kernel."""
    claim: str
    title: str
    checks: int = 0
    wrong: list = dataclasses.field(default_factory=list)
    seconds: float = 0
    trouble: str = ''

    @property
    def passed(self):
        return self.checks > 0 and not self.wrong and not self.trouble

    def add(self, bench, seconds, trouble):
        self.checks += bench.checks
        self.wrong += bench.wrong
        self.seconds += seconds
        self.trouble = self.trouble or trouble

    def line(self, release):
        """The verdict with what went wrong, for whoever has nothing but the last lines of a run."""
        why = [text for text in (', '.join(self.wrong), self.trouble) if text]
        return '; '.join([f'{"PASS" if self.passed else "FAIL"} {self.claim} ({release}): {self.title}',
                          f'{self.checks} checks, {len(self.wrong)} wrong, {self.seconds:.0f} s'] + why)


def run(part, bench):
    """Runs a part. Whatever goes wrong in it is a word about this claim alone."""
    begin, trouble = time.monotonic(), ''
    bench.transcript.line(f'\n== {part.claim}: {part.title}')
    try:
        part.check(bench)
    except (Failed, machine.LabError, KeyError, IndexError, StopIteration, TypeError, AttributeError) as e:
        trouble = f'{type(e).__name__}: {e}' if not isinstance(e, (Failed, machine.LabError)) else str(e)
        bench.transcript.line('  WRONG: ' + trouble)
    return time.monotonic() - begin, trouble


@contextlib.contextmanager
def background(bench, script, log):
    """A program that runs in the guest meanwhile. Its process number is what one gets."""
    pid = bench.read(f'{{ {script}; }} >{log} 2>&1 & echo $!').strip()
    try:
        yield pid
    finally:
        bench.guest.run(f'kill {pid} 2>/dev/null; true')
