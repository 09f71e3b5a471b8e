# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 13."""
import host
from claim import claim
from shapes import NARROW, POOR, STANDARD


def findings(bench, status):
    """What doctor finds: of what kind, how bad, and where."""
    return [(one['id'], one['severity'], one['interface']) for one in bench.json('doctor', status)['findings']]


@claim('13', 'doctor says nothing of a sound machine, with and without VFs', STANDARD)
def sound(bench):
    bench.equal('findings', [], findings(bench, 0))
    bench.vfnet('set enp1s0 3')
    host.to_vfio(bench, bench.kernel().vf('enp1s0', 1))
    bench.vfnet('persist')
    bench.equal('findings with VFs', [], findings(bench, 0))


@claim('13', 'doctor finds that there is no IOMMU', POOR)
def no_iommu(bench):
    bench.equal('findings', [('iommu_off', 'error', None)], findings(bench, 1))
    # The processor that QEMU calls qemu64 is one of AMD's.
    bench.contains('what to do', 'amd_iommu=on iommu=pt', bench.vfnet('doctor', status=1).out)


@claim('13', 'doctor finds a shared IOMMU group and interrupts that are not remapped', NARROW)
def narrow(bench):
    bench.vfnet('set enp1s0 2')
    found = findings(bench, 1)
    bench.equal('kinds', {'iommu_group_shared', 'interrupt_remapping_off'}, {kind for kind, _, _ in found})
    bench.equal('whose group is shared', {'enp1s0'}, {port for kind, _, port in found if kind == 'iommu_group_shared'})
    words = bench.vfnet('doctor', status=1).out
    for member in bench.read('ls /sys/class/net/enp1s0/device/iommu_group/devices').split():
        bench.contains('it names the members', member, words)
