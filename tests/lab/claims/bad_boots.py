# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 7."""
import json

from claim import claim
from claims.making import own_addresses
from claims.reboot import ran, unit
from shapes import FIVE, REARRANGED, STRANGER

CONFIGURATION = '/etc/vfnet/config.json'
DEADLINE = 30


def configuration(bench):
    return json.loads(bench.read(f'cat {CONFIGURATION}'))


def saved_addresses(document, slot):
    port = next(one for one in document['ports'] if one['permanent_mac_address'] == FIVE.cards[slot - 1].mac)
    return {vf['vf_index']: vf['mac_address'] for vf in port['vfs']}


def lines(bench):
    """What the unit said in this boot."""
    text = bench.shell('journalctl --boot --no-pager --output cat --unit vfnet.service')
    return text.splitlines()


def says(bench, said, *parts):
    bench.true(f'a line says {" and ".join(parts)}', any(all(part in line for part in parts) for line in said),
               'no such line')


@claim('7', 'what a start does that cannot be right for every card', FIVE)
def saved_for_a_bad_start(bench):
    for card in FIVE.cards:
        bench.vfnet(f'persist enp{card.slot}s0 2')
    document = configuration(bench)
    # The driver supports VLANs of 802.1Q only.
    fourth = next(port for port in document['ports'] if port['permanent_mac_address'] == FIVE.cards[3].mac)
    fourth['vfs'][0]['vlan'] = {'id': 5, 'qos': 0, 'protocol': '802.1ad'}
    bench.shell(f"cat >{CONFIGURATION} <<'END'\n{json.dumps(document, indent=2)}\nEND")


@claim('7', 'a card missing, one moved, one exchanged, one that fails, and a damaged configuration', REARRANGED, clean=False)
def rearranged(bench):
    document = configuration(bench)
    said = lines(bench)
    kernel = bench.kernel()
    first, third = FIVE.cards[0].mac, FIVE.cards[2].mac
    says(bench, said, first, STRANGER.mac, '0000:01:00.0')
    bench.equal('the stranger gets no VFs', 0, kernel.port('enp1s0').numvfs)
    bench.equal('the card that has moved has its VFs', saved_addresses(document, 2), own_addresses(kernel, 'enp6s0'))
    says(bench, said, 'enp6s0', '2 VFs as saved')
    says(bench, said, 'enp3s0', third)
    # By its slot: a slow start may act before udev has renamed the port.
    says(bench, said, '0000:04:00.0', 'refused', '802.1ad')
    bench.equal('the card that works has its VFs', saved_addresses(document, 5), own_addresses(kernel, 'enp5s0'))
    fails_visibly(bench)
    bench.vfnet('apply --dry-run', status=3)
    damaged(bench, document)


def fails_visibly(bench):
    bench.equal('the unit', 'failed exit-code', unit(bench, 'vfnet.service', 'ActiveState') + ' '
                + unit(bench, 'vfnet.service', 'Result'))
    begin, end = ran(bench)
    network = int(unit(bench, 'network-pre.target', 'ActiveEnterTimestampMonotonic')) / 1e6
    # Java's start is not part of the deadline; under emulation, during a boot, it takes seconds.
    bench.true('the network waits for no longer than the deadline', end - begin < DEADLINE + 10 and network >= end,
               f'{end - begin:.1f} s; network-pre.target at {network} s, unit ended at {end} s', f'{end - begin:.1f} s')
    bench.equal('the machine is up all the same', 'active', unit(bench, 'multi-user.target', 'ActiveState'))


def damaged(bench, document):
    text = bench.read(f'cat {CONFIGURATION}')
    bench.shell(f'truncate --size {len(text) * 2 // 3} {CONFIGURATION}')
    before = bench.read(f'sha256sum {CONFIGURATION}')
    bench.reboot()
    said = lines(bench)
    says(bench, said, CONFIGURATION, 'line')
    says(bench, said, 'the last valid version is')
    bench.equal('nothing of the file is lost', before, bench.read(f'sha256sum {CONFIGURATION}'))
    bench.equal('the unit', 'failed', unit(bench, 'vfnet.service', 'ActiveState'))
    bench.equal('the machine is up all the same', 'active', unit(bench, 'multi-user.target', 'ActiveState'))
    bench.equal('the card that is named before the damage has its VFs', saved_addresses(document, 2),
                own_addresses(bench.kernel(), 'enp6s0'))
    bench.shell(f'chmod 666 {CONFIGURATION}')
    refused = bench.vfnet('boot', status=1)
    bench.contains('a file that anybody may write is refused', CONFIGURATION, refused.err)
