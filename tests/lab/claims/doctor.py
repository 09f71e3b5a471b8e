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


@claim('13', 'doctor finds VFs that a reset of their port left dead, and what it says makes them live', STANDARD)
def reset(bench):
    bench.vfnet('set enp1s0 2')
    for index in 0, 1:
        bench.shell(f'ip netns add n{index}')
        join(bench, index)
    bench.true('the VFs reach each other', reach(bench), 'they do not')
    bench.shell('echo 1 >/sys/class/net/enp1s0/device/reset')
    bench.true('after the reset they do not', not reach(bench), 'they do')
    bench.equal('findings', [('vf_bus_master_off', 'error', 'enp1s0')], findings(bench, 1))
    port, rebind = [line.split(': ', 1)[1] for line in bench.json('doctor', 1)['findings'][0]['to_do'][:2]]
    bench.shell(port)
    bench.eventually('the port has its link again', 'grep -q 1 /sys/class/net/enp1s0/carrier')
    command = rebind.split(', and so')[0]
    first = command.split()[1]
    for index in 0, 1:
        # Without its namespace an interface is back where its driver is bound.
        bench.shell(f'ip netns delete n{index} && udevadm settle --timeout 60 && ip netns add n{index}')
        bench.shell(command.replace(first, bench.kernel().vf('enp1s0', index).address) + ' && udevadm settle --timeout 60')
        join(bench, index)
    bench.true('bound again they reach each other', reach(bench), 'they do not')
    bench.equal('findings', [], findings(bench, 0))
    bench.shell('ip netns delete n0; ip netns delete n1')


@claim('13', 'doctor finds VFs that an error of the bus left without a link, and what it says gives it back', STANDARD)
def bus_error(bench):
    bench.vfnet('set enp1s0 2')
    bench.shell('ip link set enp1s0 vf 0 trust on && ip link set enp1s0 vf 1 max_tx_rate 100 && ip netns add n1 && '
                'ip address add 192.0.2.1/24 dev enp1s0v0 && ip link set enp1s0v0 up')
    join(bench, 1)
    bench.true('the VFs reach each other', reach(bench, ''), 'they do not')
    before = bench.kernel().port('enp1s0').settings
    bench.guest.fail(1, 'COMP_TIME')
    bench.eventually('the kernel has recovered from the error', 'dmesg | grep -q "AER: device recovery successful"', 60)
    host.wait_for_carrier(bench, 'enp1s0')
    bench.equal('settings', before, bench.kernel().port('enp1s0').settings)
    bench.true('afterwards they do not', not reach(bench, ''), 'they do')
    bench.equal('findings', [('vf_no_link', 'warning', 'enp1s0')], findings(bench, 0))
    bench.shell(bench.json('doctor')['findings'][0]['to_do'][0].rsplit(': ', 1)[1])
    host.wait_for_carrier(bench, 'enp1s0', 'enp1s0v0')
    bench.true('when the port was set up again they do', reach(bench, ''), 'they do not')
    bench.equal('findings', [], findings(bench, 0))
    bench.shell('ip netns delete n1')


def join(bench, index):
    """A VF's interface in a namespace of its own, with an address."""
    bench.shell(f'ip link set enp1s0v{index} netns n{index} && '
                f'ip -n n{index} address add 192.0.2.{index + 1}/24 dev enp1s0v{index} && '
                f'ip -n n{index} link set enp1s0v{index} up')


def reach(bench, place='ip netns exec n0'):
    return 'yes' in bench.read(f'for i in 1 2 3 4 5 6; do {place} ping -c 1 -W 1 192.0.2.2 >/dev/null && '
                               '{ echo yes; break; }; sleep 1; done; true')
