"""The machines that claims are shown on. The fewer there are, the sooner it is over: each has to boot."""
from machine import FIRST, PLAIN, SECOND, Card, Shape

STANDARD = Shape('standard')
# No IOMMU, and the least that a 64-bit PC of today is.
POOR = Shape('poor', cpu='qemu64', iommu=False)
# The first card shares one IOMMU group with its VFs, and interrupts are not remapped.
NARROW = Shape('narrow', cards=(Card(1, FIRST.mac, acs=False), SECOND, PLAIN), interrupt_remapping=False)
