# SPDX-License-Identifier: LGPL-3.0-or-later
"""How long set and the boot unit take in a guest: by the kernel's own means, by vfnet, and by the Python vfnet where its
sources are at hand. Prints a Markdown table and asserts nothing; scripts/lab --times starts this."""
import dataclasses
import os
import statistics
import sys

import host
from machine import LabError, Machine, Parts
from shapes import STANDARD

PORTS = ('enp1s0', 'enp2s0')
RAW, VFNET, PYTHON = 'raw writes + udevadm settle', 'vfnet', 'Python vfnet'
TICKS = os.sysconf('SC_CLK_TCK')

# Its place is after the disk's, which must stay /dev/vda.
ARCHIVE = ('-drive', 'file={},format=raw,if=none,id=archive,readonly=on', '-device',
           'virtio-blk-pci,addr=0x1e,drive=archive')
UNPACK = 'tar --keep-directory-symlink -C / -xf /dev/vdb'

# /proc/uptime has hundredths of a second, and reading it starts no process.
TIMED = '''
read -r begin rest </proc/uptime
{{ {script}; }} >/run/lab/output 2>&1
status=$?
read -r end rest </proc/uptime
echo "$begin $end"
exit $status'''
# The kernel has forgotten the VFs, and udev and systemd-networkd have nothing left to do about them.
NO_VFS = ''.join(f'echo 0 >/sys/class/net/{port}/device/sriov_numvfs\n' for port in PORTS) + '''
udevadm settle --timeout 60
systemctl stop vfnet.service lab-raw.service lab-python.service 2>/dev/null
sleep 3
'''
UNIT = '''cat >/run/systemd/system/{name}.service <<'END'
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart={command}
END
'''


@dataclasses.dataclass(frozen=True)
class Task:
    """What is measured: how many VFs each port has afterwards, and a shell command for every way to make them."""
    title: str
    vfs: dict
    ways: dict
    # Runs once before.
    before: str = 'true'


def make(port, vfs):
    """As the predecessor does it: VFs, and then the address of each."""
    return f'echo {vfs} >/sys/class/net/{port}/device/sriov_numvfs' + ''.join(
        f' && ip link set {port} vf {vf} mac 52:54:00:01:{port[3]}:{vf:02}' for vf in range(vfs))


def tasks(predecessor):
    """All tasks, with the predecessor's way or without."""
    port = PORTS[0]
    python = {PYTHON: f'/opt/predecessor/vfnet set {port} 7'} if predecessor else {}
    unit = {PYTHON: 'systemctl start lab-python.service'} if predecessor else {}
    return (Task('`set` of 7 VFs', {port: 7},
                 {RAW: f'{make(port, 7)} && udevadm settle', VFNET: f'vfnet set {port} 7', **python}),
            Task('the boot unit, 2 cards × 3 VFs', dict.fromkeys(PORTS, 3),
                 {RAW: 'systemctl start lab-raw.service', VFNET: 'systemctl start vfnet.service', **unit},
                 ' && '.join(f'vfnet persist {port} 3' for port in PORTS)))


def prepare(guest, predecessor):
    """The units that vfnet's own is compared with, and the predecessor itself."""
    script = '#!/bin/sh\n' + ' && '.join(make(port, 3) for port in PORTS) + ' && udevadm settle\n'
    must(guest, f"cat >/run/lab/raw <<'END'\n{script}END\nchmod 755 /run/lab/raw\nmkdir -p /run/systemd/system\n"
         + UNIT.format(name='lab-raw', command='/run/lab/raw'))
    if predecessor:
        must(guest, UNPACK)
        must(guest, ''.join(f'echo {port}:3 >>/opt/predecessor/vf.config\n' for port in PORTS)
             + UNIT.format(name='lab-python', command='/opt/predecessor/vfup'))
    must(guest, 'systemctl daemon-reload')


def must(guest, script):
    result = guest.run(script, 300)
    if result.status != 0:
        raise LabError(f'"{script}" ended with {result.status}: {(result.out + result.err).strip()}')
    return result.out


def processor(guest):
    """The seconds of the processor that QEMU has used, from proc(5)."""
    with open(f'/proc/{guest.process.pid}/stat', encoding='utf-8') as file:
        fields = file.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def measure(guest, task, way):
    """Seconds by the guest's clock, and those of the processor that QEMU used meanwhile."""
    must(guest, NO_VFS)
    before = processor(guest)
    result = guest.run(TIMED.format(script=task.ways[way]), 300)
    used = processor(guest) - before
    vfs = {port: int(must(guest, f'cat /sys/class/net/{port}/device/sriov_numvfs')) for port in task.vfs}
    if result.status != 0 or vfs != task.vfs:
        raise LabError(f'"{task.ways[way]}" ended with {result.status} and {vfs}: '
                       + guest.run('cat /run/lab/output').out.strip())
    begin, end = map(float, result.out.split())
    return end - begin, used


def row(task, times):
    """Medians, and how much longer vfnet takes than the others."""
    medians = {way: [statistics.median(column) for column in zip(*seen)] for way, seen in times.items()}
    cells = [f'{wall:.1f} ({used:.1f})' for wall, used in medians.values()]
    cells += [f'{medians[VFNET][0] / wall:.2f}' for way, (wall, _) in medians.items() if way != VFNET]
    return f'| {task.title} | ' + ' | '.join(cells) + ' |'


def table(results):
    ways = list(results[0][1])
    heads = ways + [f'vfnet / {way}' for way in ways if way != VFNET]
    return '\n'.join([f'| | {" | ".join(heads)} |', '| --- |' + ' ---: |' * len(heads)]
                     + [row(task, times) for task, times in results])


def run(parts, kernel, folder, archive, rounds):
    """Measures all tasks in one guest, each way in turn."""
    more = tuple(word.format(archive.resolve()) for word in ARCHIVE) if archive else ()
    guest = Machine(parts, kernel, dataclasses.replace(STANDARD, name='times', more=more), folder)
    try:
        guest.start()
        host.install(guest)
        prepare(guest, archive is not None)
        results = []
        for task in tasks(archive is not None):
            must(guest, task.before)
            times = {way: [] for way in task.ways}
            for number in range(1, rounds + 1):
                for way, seen in times.items():
                    seen.append(measure(guest, task, way))
                    print(f'lab: {task.title}, round {number} of {rounds}, {way}: {seen[-1][0]:.2f} s '
                          f'({seen[-1][1]:.2f})', file=sys.stderr)
            results.append((task, times))
    finally:
        guest.stop()
        (folder / 'disk').unlink(missing_ok=True)
    print(f'Linux {parts.release(kernel)}, igb, emulated: medians of {rounds} rounds, wall seconds in the guest (CPU '
          f"seconds of QEMU)\n\n{table(results)}")
