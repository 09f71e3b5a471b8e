# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claims 15 and 16: ports whose VFs cannot be set up as usual, and changes that come from elsewhere."""
import host
from claim import background, claim
from kernel import FUNCTIONS
from shapes import STANDARD

PORT = 'enp1s0'
ADDRESS = '0000:01:00.0'
VF_ID = '8086 10ca'


def rebind(bench, driver, before=''):
    here = f'{FUNCTIONS}/{ADDRESS}'
    bench.shell(f'{before} echo {driver} >{here}/driver_override && echo {ADDRESS} >{here}/driver/unbind && '
                f'echo {ADDRESS} >/sys/bus/pci/drivers_probe && udevadm settle --timeout 60')
    bench.equal('driver of the port', driver, bench.kernel().functions[ADDRESS].driver)


def back_to_igb(bench):
    here = f'{FUNCTIONS}/{ADDRESS}'
    bench.shell(f'echo 0 >{here}/sriov_numvfs; echo >{here}/driver_override; '
                f'[ ! -e {here}/driver ] || echo {ADDRESS} >{here}/driver/unbind; '
                f'echo {ADDRESS} >/sys/bus/pci/drivers_probe; udevadm settle --timeout 60')
    bench.equal('driver of the port again', 'igb', bench.kernel().functions[ADDRESS].driver)


def numvfs(bench):
    return int(bench.read(f'cat {FUNCTIONS}/{ADDRESS}/sriov_numvfs'))


def vf_drivers(bench):
    script = f'for vf in {FUNCTIONS}/{ADDRESS}/virtfn*; do basename "$(readlink $vf/driver || echo none)"; done'
    return bench.read(script).split() if numvfs(bench) else []


@claim('15', 'a port in another network namespace: said everywhere, and nothing is claimed that was not done', STANDARD)
def port_in_namespace(bench):
    bench.vfnet(f'set {PORT} 2')
    bench.vfnet(f'persist {PORT}')
    bench.shell(f'ip netns add tenant && ip link set {PORT} netns tenant')
    try:
        bench.contains('show names the namespace', 'tenant', bench.vfnet(f'show {ADDRESS}').out)
        before = bench.read('ip -n tenant -json -details link show')
        answer = bench.guest.run(f'vfnet vf {ADDRESS} 0 --vlan 5')
        bench.transcript.command(f'vfnet vf {ADDRESS} 0 --vlan 5', answer.out + answer.err, answer.status)
        done = '"vlan":5' in bench.read('ip -n tenant -json -details link show')
        bench.true('the VLAN is set, or refused with the namespace as the cause',
                   done if answer.status == 0 else 'tenant' in answer.err, answer.out + answer.err)
        bench.true('a refusal changes nothing', done or before == bench.read('ip -n tenant -json -details link show'),
                   'the links of the namespace have changed')
        saved = bench.json('list')['physical_functions']
        bench.equal('the saved number is still known', [2], [one['configured_vfs'] for one in saved
                                                            if one['pci_address'] == ADDRESS])
    finally:
        bench.shell(f'ip -n tenant link set {PORT} netns 1 && ip netns delete tenant && udevadm settle --timeout 60')
    bench.vfnet(f'set {PORT} 0')


@claim('15', 'a port on vfio-pci: its VFs go to vfio-pci, and what is said of them is true', STANDARD)
def port_on_vfio(bench):
    rebind(bench, 'vfio-pci', 'modprobe vfio-pci enable_sriov=1; echo Y >/sys/module/vfio_pci/parameters/enable_sriov;')
    try:
        bench.vfnet(f'set {ADDRESS} 2')
        bench.equal('drivers of the VFs', ['vfio-pci'] * 2, vf_drivers(bench))
        bench.vfnet(f'set {ADDRESS} 0')
        answer = bench.guest.run(f'vfnet set {ADDRESS} 2 --driver none')
        bench.transcript.command(f'vfnet set {ADDRESS} 2 --driver none', answer.out + answer.err, answer.status)
        bench.true('VFs without a driver, or no success claimed',
                   answer.status != 0 or vf_drivers(bench) == ['none'] * 2, f'drivers: {vf_drivers(bench)}')
    finally:
        back_to_igb(bench)


@claim('15', 'a port on pci-pf-stub: the addresses of its VFs cannot be set, which is reported', STANDARD)
def port_on_stub(bench):
    bench.shell('modprobe pci-pf-stub')
    rebind(bench, 'pci-pf-stub')
    try:
        answer = bench.guest.run(f'vfnet set {ADDRESS} 2')
        bench.transcript.command(f'vfnet set {ADDRESS} 2', answer.out + answer.err, answer.status)
        bench.contains('it is said that addresses cannot be set', 'address', (answer.out + answer.err).lower())
        bench.equal('VFs', 2 if answer.status in (0, 3) else 0, numvfs(bench))
    finally:
        back_to_igb(bench)


@claim('15', 'VFs that vfio-pci claims by their ID stay where the kernel puts them', STANDARD)
def claimed_by_id(bench):
    bench.shell(f'modprobe vfio-pci && echo {VF_ID} >/sys/bus/pci/drivers/vfio-pci/new_id')
    try:
        bench.vfnet(f'set {PORT} 2')
        bench.equal('VFs', 2, numvfs(bench))
        bench.true('addresses are set all the same',
                   all(address != '00:00:00:00:00:00' for address in bench.kernel().port(PORT).admin_addresses.values()),
                   'an address is zero')
    finally:
        bench.shell(f'echo {VF_ID} >/sys/bus/pci/drivers/vfio-pci/remove_id; true')
    bench.vfnet(f'set {PORT} 0')


@claim('16', 'VFs that another process creates meanwhile are never removed', STANDARD)
def created_meanwhile(bench):
    # The other process waits for vfnet's first write, and is faster than its second.
    rival = (f'until [ "$(cat {FUNCTIONS}/{ADDRESS}/sriov_drivers_autoprobe)" = 0 ]; do :; done; '
             f'echo 3 >{FUNCTIONS}/{ADDRESS}/sriov_numvfs')
    with background(bench, rival, '/run/lab/rival.log'):
        answer = bench.guest.run(f'vfnet set {PORT} 5')
        bench.transcript.command(f'vfnet set {PORT} 5', answer.out + answer.err, answer.status)
    seen = numvfs(bench)
    bench.true('its VFs are still there, or vfnet was first', seen == (5 if answer.status == 0 else 3),
               f'exit status {answer.status}, {seen} VFs')
    if answer.status != 0:
        bench.contains('the number that was found is named', '3', answer.err)


@claim('16', 'a port that is removed while a process holds one of its VFs', STANDARD)
def unplugged_while_held(bench):
    bench.vfnet(f'set {PORT} 2')
    host.to_vfio(bench, bench.kernel().vf(PORT, 0))
    vf = bench.kernel().vf(PORT, 0)
    with host.held(bench, vf, 'router') as pid:
        bench.read(f'(echo 1 >{FUNCTIONS}/{ADDRESS}/remove) >/dev/null 2>&1 & sleep 2; true')
        listed = bench.vfnet('list')
        bench.true('the VF is not listed as a port without a driver', 'modprobe' not in listed.out + listed.err,
                   listed.out + listed.err)
        shown = bench.guest.run(f'vfnet show {vf.address}')
        bench.transcript.command(f'vfnet show {vf.address}', shown.out + shown.err, shown.status)
        bench.contains('show names the holder', str(pid), shown.out + shown.err)
        bench.guest.run('vfnet doctor')
    bench.eventually('the card has gone when the holder has', f'[ ! -e {FUNCTIONS}/{ADDRESS} ]')
    bench.shell('echo 1 >/sys/bus/pci/rescan; udevadm settle --timeout 60')
    bench.eventually('the card is back', f'[ -e /sys/class/net/{PORT} ]')
