# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claims 11 and 23."""
import datetime
import json

import host
from claim import background, claim
from claims.making import predicted
from shapes import STANDARD


@claim('11', 'VFs of two cards reach each other over the wire with the addresses that vfnet gave', STANDARD)
def vfs_reach_each_other(bench):
    left, right = predicted(bench, 'enp1s0', 1)[0], predicted(bench, 'enp2s0', 1)[0]
    bench.vfnet('set enp1s0 1')
    bench.vfnet('set enp2s0 1')
    host.wait_for_carrier(bench, 'enp1s0', 'enp2s0')
    for name, vf, address in (('left', 'enp1s0v0', '192.0.2.1'), ('right', 'enp2s0v0', '192.0.2.2')):
        bench.shell(f'ip netns add {name} && ip link set {vf} netns {name} && '
                    f'ip -netns {name} address add {address}/24 dev {vf} && ip -netns {name} link set {vf} up')
    bench.eventually('they answer', 'ip netns exec left ping -c 1 -W 1 192.0.2.2 >/dev/null')
    bench.shell('ip netns exec left ping -c 3 -i 0.2 192.0.2.2')
    bench.equal('whom left sees', right, neighbour(bench, 'left', '192.0.2.2'))
    bench.equal('whom right sees', left, neighbour(bench, 'right', '192.0.2.1'))


def neighbour(bench, namespace, address):
    words = bench.read(f'ip -netns {namespace} neighbour show {address}').split()
    return words[words.index('lladdr') + 1]


# Frames of 1,400 bytes of data, with the headers of ICMP, IP and Ethernet.
PINGS, DATA, HEADERS = 200, 1400, 42


@claim('23', 'watch shows what two VFs exchange: the sum of the rates is what the kernel counted', STANDARD)
def watch_shows_what_passes(bench):
    bench.vfnet('set enp1s0 1')
    bench.vfnet('set enp2s0 1')
    host.wait_for_carrier(bench, 'enp1s0', 'enp2s0')
    bench.shell('ip address add 192.0.2.1/24 dev enp1s0v0 && ip link set enp1s0v0 up')
    bench.shell('ip netns add right && ip link set enp2s0v0 netns right && '
                'ip -netns right address add 192.0.2.2/24 dev enp2s0v0 && ip -netns right link set enp2s0v0 up')
    bench.eventually('they answer', 'ping -c 1 -W 1 192.0.2.2 >/dev/null')
    before = counted(bench)
    log = '/run/lab/watch'
    with background(bench, 'vfnet watch enp1s0v0 --json --count 25', log) as pid:
        bench.eventually('watch has begun', f'[ -s {log} ]')
        bench.shell(f'ping -q -c {PINGS} -s {DATA} -i 0.02 192.0.2.2')
        bench.eventually('watch has ended', f'! kill -0 {pid} 2>/dev/null', 60)
    kernel = {way: bytes - before[way] for way, bytes in counted(bench).items()}
    shown = integral([json.loads(line) for line in bench.read(f'cat {log}').splitlines()])
    for way, expected in kernel.items():
        bench.true(f'bytes {way}', near(expected, shown[way]), f'the kernel counted {expected}, watch {shown[way]:.0f}',
                   f'the kernel counted {expected}, watch {shown[way]:.0f}')
        known = PINGS * (DATA + HEADERS)
        bench.true(f'bytes of pings {way}', near(known, shown[way]), f'{known} were sent, watch {shown[way]:.0f}')


def near(expected, seen):
    return abs(seen - expected) <= expected * 0.05


def counted(bench):
    folder = '/sys/class/net/enp1s0v0/statistics'
    received, sent = bench.read(f'cat {folder}/rx_bytes {folder}/tx_bytes').split()
    return {'received': int(received), 'sent': int(sent)}


def integral(lines):
    """Rates by time. Nothing had been sent before the first line."""
    sums = {'received': 0.0, 'sent': 0.0}
    for before, line in zip(lines, lines[1:]):
        seconds = (moment(line) - moment(before)).total_seconds()
        rate = next(rate for rate in line['rates'] if rate['vf_index'] == 0)
        for way in sums:
            sums[way] += (rate[way]['bytes'] or 0) * seconds
    return sums


def moment(line):
    return datetime.datetime.fromisoformat(line['time'][:26].rstrip('Z') + '+00:00')
