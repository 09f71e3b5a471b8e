# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 27. No card here has an eswitch, and Debian's kernels have no netdevsim: this is devlink where it knows nothing."""
import json

from claim import claim
from shapes import STANDARD


@claim('27', 'devlink understands what vfnet asks it; where it knows no card, eswitch is refused before anything is done',
       STANDARD)
def no_eswitch(bench):
    for question, section in (('port show', 'port'), ('port function rate show', 'rate')):
        bench.equal(f'devlink -j {question}', {section: {}}, json.loads(bench.read(f'devlink -j {question}')))
    bench.vfnet('set enp1s0 2')
    before = bench.read('ls /sys/class/net/enp1s0/device; cat /sys/class/net/enp1s0/device/sriov_numvfs')
    refused = bench.vfnet('eswitch enp1s0 switchdev', status=1)
    bench.contains('why', 'has a driver (igb) whose eswitch has no mode', refused.err)
    after = bench.read('ls /sys/class/net/enp1s0/device; cat /sys/class/net/enp1s0/device/sriov_numvfs')
    bench.equal('the port', before, after)
    port = bench.json('show enp1s0')['ports'][0]
    bench.equal('what show says', (None, [], []), (port['eswitch'], port['representors'], port['rates']))
