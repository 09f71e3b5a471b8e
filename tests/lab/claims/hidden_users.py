# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 14: users of a VF whom neither a process that holds vfio nor the VF's own interface shows."""
import contextlib

import host
from claim import background, claim
from kernel import FUNCTIONS
from shapes import STANDARD

PORT = 'enp1s0'


def in_use_by(bench, index):
    """What list says of a VF: the kinds of its users, or None where that is unknown."""
    users = bench.json(f'list {PORT}')['virtual_functions'][index]['in_use_by']
    return None if users is None else [user['kind'] for user in users]


def refused(bench, index, *words):
    """The VF is not free, and a removal is refused with its name and with who uses it."""
    before = bench.kernel()
    answer = bench.vfnet(f'set {PORT} 0', status=5)
    line = next((line for line in answer.err.splitlines() if f'VF {index} (' in line), '')
    for word in words:
        bench.contains(f'VF {index} is named with its user', word, line)
    bench.unchanged('nothing has changed', before.functions, bench.kernel().functions)


def free(bench, index):
    bench.equal(f'users of VF {index} when they have gone', [], in_use_by(bench, index))


@claim('14', 'a macvlan, ipvlan or VLAN that was moved into another namespace uses its VF', STANDARD)
def upper_links_elsewhere(bench):
    bench.vfnet(f'set {PORT} 3')
    bench.shell('ip netns add blue')
    kinds = {0: ('macvlan', 'type macvlan mode bridge'), 1: ('ipvlan', 'type ipvlan'), 2: ('vlan', 'type vlan id 7')}
    for index, (name, kind) in kinds.items():
        bench.shell(f'modprobe {"8021q" if name == "vlan" else name}; '
                    f'ip link add link {PORT}v{index} name lab{index} {kind} && ip link set lab{index} netns blue')
    for index in kinds:
        bench.true(f'VF {index} is not called free', in_use_by(bench, index) != [], 'in_use_by is []')
        refused(bench, index, 'blue')
    bench.shell('ip netns delete blue')
    bench.eventually('the links have gone', f'! ls /sys/class/net/{PORT}v0/ | grep -q upper')
    for index in kinds:
        free(bench, index)


@claim('14', 'a macvlan in a namespace that only a process keeps uses its VF', STANDARD)
def namespace_of_a_process(bench):
    bench.vfnet(f'set {PORT} 1')
    with background(bench, 'exec unshare --net sleep 600', '/run/lab/unshare.log') as pid:
        bench.eventually('the process has a namespace of its own',
                         f'[ "$(readlink /proc/{pid}/ns/net)" != "$(readlink /proc/1/ns/net)" ]')
        bench.shell(f'modprobe macvlan; ip link add link {PORT}v0 name lab0 type macvlan && ip link set lab0 netns {pid}')
        bench.true('VF 0 is not called free', in_use_by(bench, 0) != [], 'in_use_by is []')
        refused(bench, 0, 'macvlan')
    bench.eventually('the process has ended', f'[ ! -e /proc/{pid} ]')
    bench.vfnet(f'set {PORT} 0')


@contextlib.contextmanager
def xdp(bench, what, index):
    """A program that uses the interface of a VF through eBPF."""
    ifindex = bench.read(f'cat /sys/class/net/{PORT}v{index}/ifindex').strip()
    log = f'/run/lab/xdp-{what}.log'
    with background(bench, f'exec /opt/vfnet/bin/java -Xint --enable-native-access=ALL-UNNAMED -cp /opt/lab '
                           f'Xdp {what} {ifindex}', log):
        bench.eventually(f'the {what} is there', f'grep -q ^uses {log}')
        yield


@claim('14', 'an XDP program on the interface of a VF uses it', STANDARD)
def xdp_program(bench):
    bench.vfnet(f'set {PORT} 2')
    bench.shell(f'ip link set {PORT}v0 up')
    with xdp(bench, 'program', 0):
        bench.contains('ip shows it', 'xdp', bench.read(f'ip link show {PORT}v0'))
        bench.true('VF 0 is not called free', in_use_by(bench, 0) != [], 'in_use_by is []')
        refused(bench, 0, 'XDP')
    bench.eventually('the program has gone', f'! ip link show {PORT}v0 | grep -q xdp')
    free(bench, 0)


def bind(bench, vf, driver):
    here = f'{FUNCTIONS}/{vf.address}'
    bench.shell(f'modprobe {driver} && echo {driver} >{here}/driver_override && '
                f'{{ [ ! -e {here}/driver ] || echo {vf.address} >{here}/driver/unbind; }} && '
                f'echo {vf.address} >/sys/bus/pci/drivers_probe')


@claim('14', 'nobody knows who uses a VF on uio_pci_generic or pci-stub, so it is not called free', STANDARD)
def drivers_that_hand_it_on(bench):
    bench.vfnet(f'set {PORT} 2')
    for index, driver in enumerate(('uio_pci_generic', 'pci-stub')):
        bind(bench, bench.kernel().vf(PORT, index), driver)
        bench.equal('its driver', driver, bench.kernel().vf(PORT, index).driver)
        bench.equal(f'users of a VF on {driver}', None, in_use_by(bench, index))
        refused(bench, index, driver)
    bench.vfnet(f'set {PORT} 0 --force')
    bench.equal('VFs after --force', 0, bench.kernel().port(PORT).numvfs)


@claim('14', 'a process that holds /dev/uio of a VF is named', STANDARD)
def uio_holder(bench):
    bench.vfnet(f'set {PORT} 1')
    bind(bench, bench.kernel().vf(PORT, 0), 'uio_pci_generic')
    node = bench.read(f'ls {FUNCTIONS}/{bench.kernel().vf(PORT, 0).address}/uio').strip()
    with background(bench, f'exec sleep 600 3<>/dev/{node}', '/run/lab/uio.log') as pid:
        bench.eventually('the process holds it', f'readlink /proc/{pid}/fd/3 | grep -qx /dev/{node}')
        refused(bench, 0, f'pid {pid}')
    bench.vfnet(f'set {PORT} 0 --force')
