# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 9."""
import json

from claim import claim
from claims.making import own_addresses
from shapes import FIVE

PORTS = [f'enp{card.slot}s0' for card in FIVE.cards]
CLOCK = 'cut -d" " -f1 /proc/uptime'


def made(ports):
    """What the kernel and udev need for it when nobody else has a say: a write a card, and the names of all interfaces."""
    return writes(7, ports) + (f'until [ "$(ls -d /sys/class/net/enp?s0v? | wc -l)" = {7 * len(ports)} ]; do sleep 0.1; done; '
                               'udevadm settle --timeout 100')


def away(ports):
    return writes(0, ports) + 'udevadm settle'


def writes(count, ports):
    return ''.join(f'echo {count} >/sys/class/net/{port}/device/sriov_numvfs; ' for port in ports)


def seconds(bench, script):
    times = bench.read(f'{CLOCK}; {{ {script}; }} >/run/lab/timed 2>&1; {CLOCK}').split()
    return float(times[1]) - float(times[0])


@claim('9', 'five cards with seven VFs each come from one configuration', FIVE)
def five_cards(bench):
    one_card(bench)
    kernel_alone = seconds(bench, made(PORTS))
    bench.shell(away(PORTS))
    for port in PORTS:
        bench.vfnet(f'persist {port} 7')
    saved = {one['interface']: {vf['vf_index']: vf['mac_address'] for vf in one['vfs']}
             for one in json.loads(bench.read('cat /etc/vfnet/config.json'))['ports']}
    bench.equal('VFs saved', dict.fromkeys(PORTS, 7), {port: len(vfs) for port, vfs in saved.items()})
    before = seconds(bench, 'true')
    with_vfnet = seconds(bench, 'vfnet apply') - before
    bench.transcript.command('vfnet apply', bench.read('cat /run/lab/timed'), 0)
    kernel = bench.kernel()
    for port in PORTS:
        bench.equal(f'{port}: addresses on the side of the PF', saved[port], kernel.port(port).admin_addresses)
        bench.equal(f'{port}: addresses of the VFs themselves', saved[port], own_addresses(kernel, port))
    bench.equal('35 addresses, none twice', 35, len({address for vfs in saved.values() for address in vfs.values()}))
    bench.say(f'kernel and udev alone: {kernel_alone:.1f} s; vfnet apply, with the addresses: {with_vfnet:.1f} s')
    bench.vfnet('apply')
    bench.unchanged('the same again touches nothing', kernel.functions, bench.kernel().functions)


def one_card(bench):
    """For the record: the raw write until all interfaces have their names, and vfnet's set, which does that and more."""
    first = PORTS[:1]
    raw = seconds(bench, made(first))
    bench.shell(away(first))
    java = seconds(bench, 'vfnet --version')
    bench.say(f'7 VFs on one card: kernel and udev alone {raw:.1f} s; vfnet set {seconds(bench, "vfnet set enp1s0 7"):.1f} s, '
              f'of which Java needs {java:.1f} s to start')
    bench.shell(away(first))
