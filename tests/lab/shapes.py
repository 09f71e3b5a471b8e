# SPDX-License-Identifier: LGPL-3.0-or-later
"""The machines that claims are shown on. The fewer there are, the sooner it is over: each has to boot."""
import dataclasses

from machine import FIRST, PLAIN, SECOND, Card, Shape

STANDARD = Shape('standard')
# The same for claims that restart it, so that they can run beside the others.
RESTARTED = Shape('restarted')
PACKAGED = Shape('packaged')
# No IOMMU, and a minimal 64-bit PC.
POOR = Shape('poor', cpu='qemu64', iommu=False)
# The first card shares one IOMMU group with its VFs, and interrupts are not remapped. QEMU 11.1, which is sid's, has no root
# port without access control any more.
NARROW = Shape('narrow', cards=(Card(1, FIRST.mac, acs=False), SECOND, PLAIN), interrupt_remapping=False,
               systems=('bookworm', 'bookworm-backports', 'trixie'))

# Two that suspend to RAM. OVMF restores the bus when it wakes, SeaBIOS does not. OVMF must not place the VFs' memory above
# 4 GB, where QEMU's igb does not answer.
SLEEPER = Shape('sleeper', wakes=True, uefi=True, cpu='max,phys-bits=36', more=(
    '-global', 'q35-pcihost.pci-hole64-size=0', '-global', 'pcie-root-port.pref32-reserve=16M',
    '-fw_cfg', 'name=opt/ovmf/X-PciMmio64Mb,string=0'))
FORGETFUL = Shape('forgetful', wakes=True)

# Five cards, and the same machine with its cards rearranged: another card in the first slot, the second card moved to
# the sixth, the third taken out.
FIVE = Shape('five', cards=tuple(Card(slot, f'52:54:00:00:{slot:02x}:00') for slot in range(1, 6)), slots=6, disk='five')
STRANGER = Card(1, '52:54:00:00:99:00')
REARRANGED = dataclasses.replace(FIVE, name='rearranged', cards=(
    STRANGER, dataclasses.replace(FIVE.cards[1], slot=6), FIVE.cards[3], FIVE.cards[4]))

# A virtio card with SR-IOV, which newer versions of QEMU have. Its claim plugs an NVMe disk with SR-IOV into slot 4
# when the guest is up.
VIRTIO = Shape('virtio', cards=(Card(1, '52:54:00:00:01:00', model='virtio-net-pci', vfs=3), PLAIN),
               more=('-device', 'nvme-subsys,id=disks'), systems=('sid',))

# Machines for the tools that vfnet writes files for, with as many ports as there are ways to configure one.
SIX = tuple(Card(slot, f'52:54:00:00:{slot:02x}:00') for slot in range(1, 7))
LINKS = Shape('links', cards=SIX, slots=6, peers=True)
NETPLAN = dataclasses.replace(LINKS, name='netplan')
NETWORKMANAGER = dataclasses.replace(LINKS, name='networkmanager')
LIBVIRT = Shape('libvirt', peers=True, memory=2048)
