# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claims 4 and 5."""
import host
from claim import claim
from shapes import STANDARD


@claim('4', 'a VF that a VM holds is named, refused, and forced only with words', STANDARD)
def a_vm_keeps_its_vf(bench):
    bench.vfnet('set enp1s0 3')
    host.to_vfio(bench, bench.kernel().vf('enp1s0', 1))
    vf = bench.kernel().vf('enp1s0', 1)
    with host.held(bench, vf, 'router') as pid:
        holders = bench.json('list enp1s0')['virtual_functions'][1]['in_use_by']
        bench.equal('who holds it', [('vfio_process', pid, 'router')],
                    [(one['kind'], one['pid'], one['vm_name']) for one in holders])
        before = bench.kernel()
        refused = bench.vfnet('set enp1s0 5', status=5)
        bench.contains('the refusal names the VM', 'VM router', refused.err)
        bench.contains('the refusal names the process', f'pid {pid}', refused.err)
        bench.unchanged('nothing has changed', before.functions, bench.kernel().functions)

        blocked = bench.vfnet('set enp1s0 0 --force --timeout 8', status=3)
        bench.contains('it names who blocks', f'VM router, qemu-system-x86 (pid {pid})', blocked.err)
        writer = bench.read('grep -l "vfio" /proc/[0-9]*/stack | cut -d/ -f3 | head -1').strip()
        bench.contains('it names the process that the kernel keeps', f'process {writer} ', blocked.err)
        bench.vfnet('list')
        again = bench.vfnet('set enp1s0 4', status=1)
        bench.contains('the next one names it too', f'process {writer} ', again.err)
    bench.eventually('the kernel goes on when the holder has gone',
                     '[ "$(cat /sys/class/net/enp1s0/device/sriov_numvfs)" = 0 ]')
    bench.vfnet('set enp1s0 4')
    kernel = bench.kernel()
    bench.equal('VFs', 4, len(kernel.port('enp1s0').vfs))
    bench.equal('drivers', ['igbvf'] * 4, [one.driver for one in kernel.vfs('enp1s0')])
    bench.equal('sriov_drivers_autoprobe', 1, kernel.port('enp1s0').autoprobe)


@claim('5', 'a VF in a namespace, in a bridge, with an address is named and refused', STANDARD)
def a_vf_in_use_on_the_host(bench):
    bench.vfnet('set enp1s0 4')
    bench.shell('ip netns add blue && ip link set enp1s0v0 netns blue && ip link add br0 type bridge && '
                'ip link set enp1s0v1 master br0 && ip address add 192.0.2.1/24 dev enp1s0v2')
    uses = {0: 'namespace blue', 1: 'br0', 2: '192.0.2.1/24'}
    before = bench.kernel()
    bench.equal('the first has left this namespace', None, before.vf('enp1s0', 0).interface)
    refused = bench.vfnet('set enp1s0 0', status=5).err
    for index, use in uses.items():
        line = next((line for line in refused.splitlines() if f'VF {index} (' in line), '')
        bench.contains(f'VF {index} is named with its use', use, line)
    bench.true('the fourth, which nobody uses, is not', 'VF 3 (' not in refused, refused)
    bench.unchanged('nothing has changed', before.functions, bench.kernel().functions)
    bench.shell('ip netns exec blue ip link set enp1s0v0 netns 1 && ip netns delete blue && ip link delete br0 && '
                'ip address delete 192.0.2.1/24 dev enp1s0v2')
    bench.vfnet('set enp1s0 0')
    bench.equal('VFs when all are free', 0, bench.kernel().port('enp1s0').numvfs)
