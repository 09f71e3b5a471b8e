# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claims 15 and 16: ports whose VFs cannot be set up as usual, and changes that come from elsewhere."""
import json

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


def vfinfo(bench, enter):
    """What the kernel says of the VFs, asked in the namespace of the port."""
    links = json.loads(bench.read(f'{enter} ip -json -details link show {PORT}'))
    return {vf['vf']: vf for vf in links[0]['vfinfo_list']}


@claim('15', 'a port in another network namespace is managed there, and restored there', STANDARD)
def port_in_namespace(bench):
    bench.vfnet(f'set {PORT} 2')
    bench.vfnet(f'persist {PORT}')
    addresses = [vf['mac_address'] for vf in bench.json(f'list {PORT}')['virtual_functions']]
    enter = 'ip netns exec tenant'
    bench.shell(f'ip netns add tenant && ip link set {PORT} netns tenant && ip -n tenant link set {PORT} up')
    try:
        bench.contains('show names the namespace', 'tenant', bench.vfnet(f'show {ADDRESS}').out)
        bench.contains('list shows it with its namespace', f'{PORT}@tenant', bench.vfnet('list').out)
        bench.vfnet(f'vf {ADDRESS} 0 --vlan 5')
        bench.equal('the VLAN is set, as the kernel says in the namespace', 5,
                    vfinfo(bench, enter)[0]['vlan_list'][0].get('vlan'))
        bench.vfnet(f'set {ADDRESS} 3')
        kernel = vfinfo(bench, enter)
        bench.equal('another number, with the addresses of those that were there', addresses,
                    [kernel[index]['address'] for index in (0, 1)])
        bench.true('the new one has an address too', kernel[2]['address'] != '00:00:00:00:00:00', str(kernel[2]))
        bench.vfnet(f'persist {ADDRESS}')
        bench.vfnet('diff --check')
        bench.shell(f'echo 0 > {FUNCTIONS}/{ADDRESS}/sriov_numvfs')
        bench.vfnet('boot')
        bench.equal('boot restores the addresses there', kernel[2]['address'], vfinfo(bench, enter)[2]['address'])
        bench.equal('and the VLAN', 5, vfinfo(bench, enter)[0]['vlan_list'][0].get('vlan'))
        bench.shell(f'echo 0 > {FUNCTIONS}/{ADDRESS}/sriov_numvfs && systemctl restart vfnet.service')
        bench.equal('so does vfnet.service, which is confined', kernel[2]['address'], vfinfo(bench, enter)[2]['address'])
        bench.equal('the VFs have their interfaces here', 3,
                    len([vf for vf in bench.json('list')['virtual_functions']
                         if vf['parent_pci_address'] == ADDRESS and vf['interface']]))
    finally:
        bench.shell(f'ip -n tenant link set {PORT} netns 1 && ip netns delete tenant && udevadm settle --timeout 60')
    bench.vfnet(f'set {PORT} 0')


@claim('15', 'a port in a network namespace without a name, which a process keeps, is managed there too', STANDARD)
def port_in_nameless_namespace(bench):
    bench.vfnet(f'set {PORT} 1')
    with background(bench, 'exec unshare --net sleep 600', '/tmp/nameless.log') as pid:
        bench.eventually('the process has a namespace of its own',
                         f'[ "$(readlink /proc/{pid}/ns/net)" != "$(readlink /proc/self/ns/net)" ]')
        bench.shell(f'ip link set {PORT} netns {pid} && nsenter --net=/proc/{pid}/ns/net ip link set {PORT} up')
        bench.contains('show names the process', f'(pid {pid})', bench.vfnet(f'show {ADDRESS}').out)
        bench.vfnet(f'vf {ADDRESS} 0 --trust on')
        bench.true('trust is on, as the kernel says in the namespace',
                   vfinfo(bench, f'nsenter --net=/proc/{pid}/ns/net')[0]['trust'], 'trust is off')
        bench.shell(f'nsenter --net=/proc/{pid}/ns/net ip link set {PORT} netns 1 && udevadm settle --timeout 60')
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
