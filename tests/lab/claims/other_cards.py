# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 8."""
import host
from claim import claim
from shapes import NARROW, POOR, STANDARD


def of_card(kernel, bus):
    return {address: function for address, function in kernel.functions.items() if address.startswith(f'0000:{bus}:')}


@claim('8', "set on one card leaves the other card's VFs alone", STANDARD)
def another_card_is_left_alone(bench):
    bench.vfnet('set enp1s0 3')
    host.to_vfio(bench, bench.kernel().vf('enp1s0', 1))
    bench.shell('ip address add 192.0.2.1/24 dev enp1s0v0 && ip link set enp1s0v0 up')
    addresses = 'ip -json address show dev enp1s0v0 | tr "{" "\\n" | grep -o \'"local":"[^"]*"\''
    before, held = of_card(bench.kernel(), '01'), bench.read(addresses)
    for count in (4, 2, 0):
        bench.vfnet(f'set enp2s0 {count}')
        kernel = bench.kernel()
        bench.equal('VFs of enp2s0', count, len(kernel.port('enp2s0').vfs))
        bench.unchanged('the first card: addresses, drivers, groups, interfaces with their index', before,
                        of_card(kernel, '01'))
        bench.equal('its IP address', held, bench.read(addresses))


@claim('8', 'without an IOMMU the VFs come, and none goes to vfio-pci', POOR)
def no_iommu(bench):
    listed = bench.json('list')['physical_functions']
    kernel = bench.kernel()
    bench.equal('IOMMU groups of the kernel', [None] * 3, [kernel.port(name).group for name in ('enp1s0', 'enp2s0', 'enp3s0')])
    bench.equal('IOMMU groups in list', [None] * 3, [pf['iommu_group'] for pf in listed])
    bench.vfnet('set enp1s0 2')
    before = bench.kernel()
    bench.equal('VFs', 2, len(before.port('enp1s0').vfs))
    bench.vfnet('list')
    refused = bench.vfnet('set enp1s0 2 --driver vfio-pci', status=1)
    bench.contains('it says why', 'no working IOMMU', refused.err)
    bench.contains('it says what to do', 'intel_iommu=on', refused.err)
    after = bench.kernel()
    bench.equal('the VFs have their driver back', [vf.driver for vf in before.vfs('enp1s0')],
                [vf.driver for vf in after.vfs('enp1s0')])
    bench.equal('and their addresses', before.port('enp1s0').settings, after.port('enp1s0').settings)


@claim('8', 'a shared IOMMU group and interrupts that are not remapped', NARROW)
def narrow_iommu(bench):
    bench.vfnet('set enp1s0 2')
    bench.vfnet('set enp2s0 1 --driver vfio-pci')
    kernel = bench.kernel()
    groups = {function.group for address, function in of_card(kernel, '01').items()}
    bench.equal('IOMMU groups of the first card and its VFs', 1, len(groups))
    members = set(bench.read(f'ls /sys/kernel/iommu_groups/{groups.pop()}/devices').split())
    document = bench.json('list')
    bench.vfnet('list --wide')
    for vf in document['virtual_functions']:
        shared = members - {vf['pci_address']} if vf['parent_interface'] == 'enp1s0' else set()
        bench.equal(f'who shares the group of {vf["pci_address"]}', shared, set(vf['iommu_shared_with']))
    bench.equal('driver of the VF of enp2s0', 'vfio-pci', kernel.vf('enp2s0', 0).driver)
    bench.vfnet('set enp1s0 2 --driver vfio-pci')
