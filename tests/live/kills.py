# SPDX-License-Identifier: LGPL-3.0-or-later
"""Kills vfnet at any moment and looks at what is left. Runs inside enter; scripts/kills starts it.

After each kill the saved configuration must be the old one or the new one, whole; list must agree with sysfs; and the next
command must succeed and leave the port as it was before: number, addresses, drivers, autoprobe, and whether it is up."""
import argparse
import dataclasses
import glob
import json
import os
import random
import signal
import subprocess
import sys
import time

VFNET = os.environ['VFNET']
NAME = 'enp1s0f1'
PORT = '/sys/bus/pci/devices/0000:01:00.1'
CONFIG = '/etc/vfnet/config.json'
LINK_FILE = '/etc/systemd/network/10-port.link'


@dataclasses.dataclass(frozen=True)
class Command:
    """What is killed, what comes before it once, and what brings everything back after each kill."""
    words: str
    before: tuple = ()
    back: str = ''


# With --force, since in a container vfnet cannot see who uses the VFs that it is to remove or rebind.
COMMANDS = {
    'set': Command(f'set {NAME} 3 --force', back=f'set {NAME} 0 --force'),
    'set-0': Command(f'set {NAME} 0 --force', (f'set {NAME} 3 --force',), f'set {NAME} 3 --force'),
    'vf': Command(f'vf {NAME} 0-2 --vlan 7 --driver vfio-pci --force',
                  (f'set {NAME} 3 --force', f'vf {NAME} 0-2 --vlan none'),
                  f'vf {NAME} 0-2 --vlan none --driver auto --force'),
    'vf-persist': Command(f'vf {NAME} 0 --vlan 7 --label wan --persist', (f'set {NAME} 3 --force', f'persist {NAME}'),
                          f'vf {NAME} 0 --vlan none'),
    'persist': Command('persist', (f'set {NAME} 3 --force', f'persist {NAME} 1')),
    'import': Command('import --from link', (f'persist {NAME} 1',)),
    'apply': Command('apply', (f'persist {NAME} 3',), f'set {NAME} 0 --force'),
    'boot': Command('boot', (f'persist {NAME} 3',), f'set {NAME} 0 --force'),
}


class Wrong(Exception):
    """What was left is not what it must be."""


def read(path):
    try:
        with open(path, encoding='utf-8') as file:
            return file.read()
    except FileNotFoundError:
        return None


def write(path, text):
    """Puts a file back as it was, absent files too."""
    if text is None:
        if os.path.exists(path):
            os.unlink(path)
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def start(words):
    return subprocess.Popen([VFNET, *words.split()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE)


def vfnet(words):
    """Runs it to its end; it must succeed. Returns what it wrote on stdout."""
    done = subprocess.run([VFNET, *words.split()], stdin=subprocess.DEVNULL, capture_output=True, check=False, text=True)
    if done.returncode:
        raise Wrong(f'vfnet {words} exits with {done.returncode}: {done.stderr.strip()}')
    return done.stdout


def state():
    """What the kernel has of the port: number, autoprobe, up or not, and each VF's driver and settings."""
    vfs = []
    for index in range(len(glob.glob(f'{PORT}/virtfn*'))):
        link = f'{PORT}/virtfn{index}/driver'
        driver = os.path.basename(os.readlink(link)) if os.path.lexists(link) else None
        vfs.append((driver, read(f'{PORT}/virtfn{index}/driver_override'), read(f'/run/live/vfs/0000:01:00.1-{index}')))
    return (read(f'{PORT}/sriov_numvfs'), read(f'{PORT}/sriov_drivers_autoprobe'), read(f'{PORT}/net/{NAME}/flags'), vfs)


def others():
    """The processes of this machine, by its mount namespace, but for this one and those that wait for it."""
    own, mine = os.readlink('/proc/self/ns/mnt'), {os.getpid(), os.getppid()}
    for place in glob.glob('/proc/[0-9]*'):
        try:
            if os.readlink(f'{place}/ns/mnt') == own and int(place[6:]) not in mine:
                yield place
        except OSError:
            # It has just ended.
            continue


def wait_for_children():
    """What vfnet started goes on without it, as on a real host."""
    end = time.monotonic() + 60
    while any(others()):
        if time.monotonic() > end:
            raise Wrong(f'what vfnet started does not end: {[read(place + "/cmdline") for place in others()]}')
        time.sleep(0.01)


def check_listing():
    listed = json.loads(vfnet('list --json'))
    now = len(glob.glob(f'{PORT}/virtfn*'))
    said = next(port['active_vfs'] for port in listed['physical_functions'] if port['interface'] == NAME)
    if said != now:
        raise Wrong(f'list says {said} VFs, the kernel has {now}')


class Round:
    """All kills of one command."""

    def __init__(self, command):
        self.command = command
        vfnet(f'set {NAME} 0 --force')
        write(CONFIG, None)
        write(LINK_FILE, '[Match]\nOriginalName=enp1s0f1\n\n[Link]\nSR-IOVVirtualFunctions=2\n')
        for words in command.before:
            vfnet(words)
        self.old = read(CONFIG)
        self.live = state()
        begin = time.monotonic()
        vfnet(command.words)
        self.seconds = time.monotonic() - begin
        self.new = read(CONFIG)
        self.bring_back()
        self.finished = 0
        self.left = {'old': 0, 'new': 0}

    def bring_back(self):
        if self.command.back:
            vfnet(self.command.back)
        write(CONFIG, self.old)
        if state() != self.live:
            raise Wrong(f'not as before: {self.live} became {state()}')

    def kill(self, number):
        process = start(self.command.words)
        time.sleep(random.uniform(0, self.seconds * 1.1))
        process.send_signal(signal.SIGKILL)
        self.finished += process.wait() == 0
        process.stderr.close()
        wait_for_children()
        left = read(CONFIG)
        if left not in (self.old, self.new):
            raise Wrong(f'kill {number}: the configuration is neither the old one nor the new one')
        self.left['new' if left == self.new != self.old else 'old'] += 1
        if number % 10 == 0:
            check_listing()
        self.bring_back()
        self.clean_up(number)

    def clean_up(self, number):
        """A kill between writing the new configuration and renaming it leaves a file; whatever saves next removes it."""
        if glob.glob(f'{CONFIG}.new*'):
            vfnet(f'persist {NAME}')
            write(CONFIG, self.old)
        if glob.glob(f'{CONFIG}.new*'):
            raise Wrong(f'kill {number}: a temporary file is left')


def main():
    parser = argparse.ArgumentParser(prog='kills', description='Kills each writing command of vfnet at random moments.')
    parser.add_argument('--kills', type=int, default=300, help='how often each command is killed (default: 300)')
    parser.add_argument('--seed', type=int, default=random.randrange(1 << 32), help='chooses the moments')
    parser.add_argument('commands', nargs='*', choices=[*COMMANDS, []], help='which (default: all)')
    chosen = parser.parse_args()
    random.seed(chosen.seed)
    print(f'seed {chosen.seed}', flush=True)
    failed = 0
    for name in chosen.commands or COMMANDS:
        killed = 0
        try:
            this = Round(COMMANDS[name])
            for number in range(1, chosen.kills + 1):
                this.kill(number)
                killed = number
            print(f'PASS {name}: {killed} kills within {this.seconds:.1f} s, {this.finished} came too late; '
                  f'configuration old {this.left["old"]} times, new {this.left["new"]} times', flush=True)
        except Wrong as e:
            failed += 1
            print(f'FAIL {name} after {killed} kills: {e}', flush=True)
    print(f'{len(chosen.commands or COMMANDS) - failed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
