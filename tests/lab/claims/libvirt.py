# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 21."""
import host
from claim import claim
from shapes import LIBVIRT

DOMAIN = '''<domain type='qemu'>
  <name>router</name>
  <memory unit='MiB'>64</memory>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    {}
    <memballoon model='none'/>
  </devices>
</domain>
'''


def look(bench):
    """Of every VF its driver and what is set through the port; the kernel says both."""
    kernel = bench.kernel()
    return {index: (kernel.vf('enp1s0', index).driver, settings) for index, settings in kernel.port('enp1s0').settings.items()}


@claim('21', 'libvirt starts and stops a guest with what show prints, and the VF stays what it is', LIBVIRT)
def a_guest_of_libvirt(bench):
    bench.shell('cat /etc/debian_version && systemctl start libvirtd && virsh version')
    bench.vfnet('set enp1s0 3')
    bench.vfnet('vf enp1s0 1 --vlan 100')
    bench.vfnet('persist enp1s0')
    refused(bench)
    bench.shell('ip link set enp1s0 up')
    host.wait_for_carrier(bench, 'enp1s0')
    before = look(bench)
    bench.equal('drivers before', ['igbvf'] * 3, [driver for driver, _ in before.values()])
    bench.equal('VLANs before', [0, 100, 0], [settings.vlan[0] for _, settings in before.values()])
    interface, _ = shown(bench, 'enp1s0v1')
    started(bench, interface, before, {1})
    _, device = shown(bench, 'enp1s0v2')
    started(bench, interface + device, before, {1, 2})


def shown(bench, vf):
    """What show prints: the VF as an interface, and in a remark as any PCI device."""
    interface, remark = bench.vfnet(f'show {vf} --for libvirt').out.split('<!--')
    return interface, remark[remark.index('<hostdev'):remark.index('-->')]


def refused(bench):
    """libvirt sets nothing through a port that is down, and show says so beforehand."""
    shown = bench.vfnet('show enp1s0v1 --for libvirt')
    bench.contains('show warns of a port that is down', 'enp1s0 is down', shown.err)
    define(bench, shown.out)
    bench.contains('and libvirt refuses', 'PF is not online', bench.shell('! virsh start router 2>&1'))


def define(bench, devices):
    bench.shell(f"cat >/run/lab/router.xml <<'END'\n{DOMAIN.format(devices)}END\n"
                'virsh --quiet undefine router 2>/dev/null; virsh --quiet define --validate /run/lab/router.xml')


def started(bench, devices, before, given):
    """Starts a guest with these devices and stops it; looks before, meanwhile and afterwards."""
    define(bench, devices)
    bench.shell('virsh start router')
    bench.equal('the guest', 'running', bench.read('virsh domstate router').strip())
    bench.equal('meanwhile: drivers, addresses and VLANs', {
        index: ('vfio-pci' if index in given else driver, settings) for index, (driver, settings) in before.items()}, look(bench))
    vfs = bench.json('list enp1s0')['virtual_functions']
    bench.equal('who has which VF', {index: ['router'] if index in given else [] for index in before},
                {vf['vf_index']: [one['vm_name'] for one in vf['in_use_by']] for vf in vfs})
    again = bench.vfnet('set enp1s0 0', status=5)
    bench.contains('meanwhile the VF is not removed', 'VM router', again.err)
    bench.shell('virsh destroy router && udevadm settle --timeout 60')
    bench.equal('afterwards: drivers, addresses and VLANs', before, look(bench))
    bench.equal('nobody has them', [[]] * 3, [vf['in_use_by'] for vf in bench.json('list enp1s0')['virtual_functions']])
    bench.vfnet('diff enp1s0')
