# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 26: a virtio card with SR-IOV, and a disk that has it too."""
from claim import claim
from kernel import FUNCTIONS
from shapes import VIRTIO

ADDRESS = '0000:01:00.0'
DISK = '0000:04:00.0'


@claim('26', 'a virtio card with SR-IOV gets VFs that say what they are; a virtio card without it and a disk stay hidden', VIRTIO)
def virtio_card(bench):
    bench.guest.command('device_add', driver='nvme', id='disk4', serial='lab', subsys='disks', bus='slot4',
                        sriov_max_vfs=2, sriov_vq_flexible=4, sriov_vi_flexible=2)
    bench.eventually('the disk is there', f'[ -e {FUNCTIONS}/{DISK} ]')
    bench.equal('the disk has SR-IOV', '2', bench.read(f'cat {FUNCTIONS}/{DISK}/sriov_totalvfs').strip())
    listed = bench.json('list')
    bench.equal('PFs', [(ADDRESS, 'virtio', 3, True), ('0000:03:00.0', 'pci', None, False)],
                [(pf['pci_address'], pf['subsystem'], pf['max_vfs'], pf['can_vf']) for pf in listed['physical_functions']])
    bench.vfnet(f'set {ADDRESS} 2')
    bench.equal('sriov_numvfs', '2', bench.read(f'cat {FUNCTIONS}/{ADDRESS}/sriov_numvfs').strip())
    vfs = bench.json('list')['virtual_functions']
    bench.equal('VFs with the addresses that the device model gives', ['52:54:00:00:01:01', '52:54:00:00:01:02'],
                [vf['mac_address'] for vf in vfs])
    bench.equal('their driver', ['virtio-pci'] * 2, [vf['driver'] for vf in vfs])
    answer = bench.guest.run(f'vfnet vf {ADDRESS} 0 --vlan 5')
    bench.transcript.command(f'vfnet vf {ADDRESS} 0 --vlan 5', answer.out + answer.err, answer.status)
    bench.true('a VLAN is refused', answer.status not in (0, 3), f'exit status {answer.status}')
    bench.vfnet(f'set {ADDRESS} 3 --driver vfio-pci')
    vfs = bench.json('list')['virtual_functions']
    bench.equal('drivers afterwards', ['vfio-pci'] * 3, [vf['driver'] for vf in vfs])
    shown = bench.vfnet(f'show {vfs[0]["pci_address"]} --for qemu')
    bench.contains('show --for qemu', vfs[0]['pci_address'], shown.out)
    bench.vfnet('doctor')
    bench.vfnet(f'set {ADDRESS} 0')
