# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 6."""
import re

import host
from claim import claim
from claims.making import own_addresses
from shapes import RESTARTED

INTERFACES = '''auto lo
iface lo inet loopback

auto enp1s0v0
iface enp1s0v0 inet static
    address 192.0.2.10/24
'''
STAMP = re.compile(r'^\[ *([0-9.]+)\]')


def look(bench):
    """What must be there again: of every VF its settings, driver, names, and addresses on both sides."""
    kernel = bench.kernel()
    return {port: {index: (settings, kernel.vf(port, index).driver,
                           [(one.name, one.address) for one in kernel.vf(port, index).interfaces])
                   for index, settings in kernel.port(port).settings.items()} for port in ('enp1s0', 'enp2s0')}


def journal_time(bench, unit, words):
    """When the journal says that a unit did this, in seconds since the kernel started."""
    for line in bench.read(f'journalctl --boot --no-pager --output short-monotonic --unit {unit}').splitlines():
        if words in line:
            return float(STAMP.match(line).group(1))
    return None


def unit(bench, name, what):
    return bench.read(f'systemctl show {name} --property {what} --value').strip()


def ran(bench):
    """When the unit began and ended, in seconds since the kernel started."""
    return [int(unit(bench, 'vfnet.service', f'ExecMain{what}TimestampMonotonic')) / 1e6 for what in ('Start', 'Exit')]


def boots_well(bench, before, number):
    bench.reboot()
    bench.equal(f'boot {number}: everything as saved', before, look(bench))
    bench.equal(f'boot {number}: the unit', 'active success', unit(bench, 'vfnet.service', 'ActiveState') + ' '
                + unit(bench, 'vfnet.service', 'Result'))
    begin, end = ran(bench)
    processor = int(unit(bench, 'vfnet.service', 'CPUUsageNSec')) / 1e9
    bench.say(f'boot {number}: the unit took {end - begin:.1f} s, and {processor:.1f} s of the processor')
    done = journal_time(bench, 'vfnet.service', 'Finished vfnet.service')
    network = journal_time(bench, 'network-pre.target', 'Reached target network-pre.target')
    bench.true(f'boot {number}: in the journal vfnet ends before network-pre.target', None not in (done, network)
               and done <= network, f'vfnet {done}, network-pre.target {network}', f'{done} s and {network} s')
    bench.equal(f'boot {number}: no unit has failed', '', bench.read('systemctl --failed --plain --no-legend').strip())


@claim('6', 'after every reboot all VFs are back before the network, and uninstall leaves nothing', RESTARTED)
def reboots(bench):
    bench.vfnet('set enp1s0 4')
    bench.vfnet('set enp2s0 2')
    host.wait_for_carrier(bench, 'enp1s0')
    bench.shell('ip link set enp1s0 vf 0 vlan 100 qos 3 && ip link set enp1s0 vf 1 trust on && '
                'ip link set enp1s0 vf 1 spoofchk off && ip link set enp1s0 vf 2 max_tx_rate 100')
    host.to_vfio(bench, bench.kernel().vf('enp1s0', 3))
    bench.vfnet('persist')
    before = look(bench)
    bench.say('under systemd-networkd')
    for number in range(1, bench.boots + 1):
        boots_well(bench, before, number)
    reads_well(bench)
    ifupdown(bench, before)
    uninstalls(bench)


def reads_well(bench):
    status = bench.shell('systemctl status --no-pager --full vfnet')
    for port in ('enp1s0 (0000:01:00.0): 4 VFs as saved', 'enp2s0 (0000:02:00.0): 2 VFs as saved'):
        bench.contains('systemctl status vfnet', port, status)
    before = bench.kernel()
    bench.vfnet('boot')
    bench.unchanged('a second vfnet boot changes nothing', before.functions, bench.kernel().functions)
    bench.vfnet('apply --dry-run')


def ifupdown(bench, before):
    bench.say('under ifupdown, with "auto" on a VF')
    bench.shell(f"cat >/etc/network/interfaces <<'END'\n{INTERFACES}END\n"
                'systemctl --quiet disable systemd-networkd.service systemd-networkd.socket')
    for number in range(1, bench.boots + 1):
        boots_well(bench, before, number)
        bench.contains(f'boot {number}: the VF has the address that ifupdown gave', '192.0.2.10/24',
                       bench.read('ip -brief address show dev enp1s0v0'))


def uninstalls(bench):
    bench.vfnet('uninstall --purge')
    left = set(bench.read(host.FILES).split('\n')) - bench.guest.files_before
    others = ('/var/log/', '/var/tmp/systemd-private-', '/etc/network/')
    bench.equal('files left', set(), {path for path in left if not path.startswith(others)})
    bench.equal('the unit', 'not-found', unit(bench, 'vfnet.service', 'LoadState'))
