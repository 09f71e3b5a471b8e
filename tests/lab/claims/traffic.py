# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 11."""
import host
from claim import claim
from claims.making import foretold
from shapes import STANDARD


@claim('11', 'VFs of two cards reach each other over the wire with the addresses that vfnet gave', STANDARD)
def vfs_reach_each_other(bench):
    left, right = foretold(bench, 'enp1s0', 1)[0], foretold(bench, 'enp2s0', 1)[0]
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
