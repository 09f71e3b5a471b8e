# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claims 2 and 3."""
import host
from claim import claim
from shapes import STANDARD


def predicted(bench, port, count):
    """The addresses that vfnet mac prints, by VF number."""
    return {one['vf_index']: one['mac_address'] for one in bench.json(f'mac {port} {count}')['addresses']}


def own_addresses(kernel, port):
    """The addresses of the VFs' own interfaces."""
    return {index: kernel.functions[address].interface.address for index, address in kernel.port(port).vfs.items()}


@claim('2', 'set 4 makes four VFs with the addresses that vfnet mac predicted', STANDARD)
def set_makes_vfs(bench):
    addresses = predicted(bench, 'enp1s0', 4)
    before = bench.kernel()
    bench.vfnet('set enp1s0 4')
    kernel = bench.kernel()
    port = kernel.port('enp1s0')
    bench.equal('sriov_numvfs', 4, port.numvfs)
    bench.equal('numbers of the VFs', [0, 1, 2, 3], list(port.vfs))
    bench.equal('addresses on the side of the PF', addresses, port.admin_addresses)
    bench.equal('addresses of the VFs themselves', addresses, own_addresses(kernel, 'enp1s0'))
    bench.equal('drivers', ['igbvf'] * 4, [vf.driver for vf in kernel.vfs('enp1s0')])
    bench.equal('sriov_drivers_autoprobe', before.port('enp1s0').autoprobe, port.autoprobe)
    names = [vf.interface.name for vf in kernel.vfs('enp1s0')]
    bench.equal('names', ['enp1s0v0', 'enp1s0v1', 'enp1s0v2', 'enp1s0v3'], names)
    bench.equal("udev's names", names, bench.read(
        'for name in ' + ' '.join(names) + '; do udevadm info --query=property --property=ID_NET_NAME_PATH --value '
        '/sys/class/net/$name; done').split())

    bench.vfnet('set enp1s0 4')
    bench.unchanged('the same again touches nothing', kernel.functions, bench.kernel().functions)


@claim('2', 'set leaves VFs without a driver where the kernel is told to', STANDARD)
def set_respects_autoprobe(bench):
    bench.shell('echo 0 >/sys/class/net/enp2s0/device/sriov_drivers_autoprobe')
    bench.vfnet('set enp2s0 2')
    kernel = bench.kernel()
    bench.equal('sriov_drivers_autoprobe', 0, kernel.port('enp2s0').autoprobe)
    bench.equal('drivers', [None, None], [vf.driver for vf in kernel.vfs('enp2s0')])


@claim('3', 'set keeps the VFs that remain as they are, and refuses what cannot be', STANDARD)
def set_keeps_vfs(bench):
    bench.vfnet('set enp1s0 4')
    host.wait_for_carrier(bench, 'enp1s0')
    bench.shell('ip link set enp1s0 vf 0 vlan 100 qos 3 && ip link set enp1s0 vf 1 trust on && '
                'ip link set enp1s0 vf 1 spoofchk off && ip link set enp1s0 vf 2 max_tx_rate 100')
    host.to_vfio(bench, bench.kernel().vf('enp1s0', 3))
    before = bench.kernel()
    settings = before.port('enp1s0').settings
    bench.equal('what the kernel was told', [(100, 3), True, False, 100, 'vfio-pci'],
                [settings[0].vlan, settings[1].trust, settings[1].spoof_check, settings[2].max_tx_rate,
                 before.vf('enp1s0', 3).driver])
    addresses = predicted(bench, 'enp1s0', 7)

    bench.vfnet('set enp1s0 7')
    kernel = bench.kernel()
    bench.equal('numbers of the VFs', list(range(7)), list(kernel.port('enp1s0').vfs))
    kept(bench, before, kernel, range(4))
    bench.equal('addresses of all', addresses, kernel.port('enp1s0').admin_addresses)
    bench.equal('drivers', ['igbvf'] * 3 + ['vfio-pci'] + ['igbvf'] * 3, [vf.driver for vf in kernel.vfs('enp1s0')])

    for impossible in ('99', '-1', '8', 'x'):
        bench.vfnet(f'set enp1s0 {impossible}', status=2)
        bench.unchanged(f'{impossible} changes nothing', kernel.functions, bench.kernel().functions)

    bench.vfnet('set enp1s0 2')
    kept(bench, before, bench.kernel(), range(2))
    bench.equal('numbers of the VFs', [0, 1], list(bench.kernel().port('enp1s0').vfs))
    bench.vfnet('set enp1s0 0')
    kernel = bench.kernel()
    bench.equal('VFs in the end', (0, {}), (kernel.port('enp1s0').numvfs, kernel.port('enp1s0').vfs))
    bench.equal('sriov_drivers_autoprobe', 1, kernel.port('enp1s0').autoprobe)


def kept(bench, before, after, indices):
    for index in indices:
        bench.equal(f'settings of VF {index}', before.port('enp1s0').settings[index], after.port('enp1s0').settings[index])
        bench.equal(f'driver of VF {index}', before.vf('enp1s0', index).driver, after.vf('enp1s0', index).driver)
