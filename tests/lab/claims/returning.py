# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 24: VFs come back with their driver, its module and their card, and outlast a suspend."""
import json

import host
from claim import claim
from kernel import FUNCTIONS
from shapes import FORGETFUL, SLEEPER, STANDARD

PORT, SECOND = 'enp1s0', 'enp2s0'
ADDRESS, OTHER = '0000:01:00.0', '0000:02:00.0'
# On an idle host it takes less than ten; an emulated guest on a busy one is as slow as that host.
PATIENCE = 60


def saved_vfs(bench):
    """Four VFs with an address, a VLAN, trust, a rate and a driver each where that is possible, all saved."""
    bench.vfnet(f'set {PORT} 4')
    host.wait_for_carrier(bench, PORT)
    bench.shell(f'ip link set {PORT} vf 0 vlan 100 qos 3 && ip link set {PORT} vf 1 trust on && '
                f'ip link set {PORT} vf 1 spoofchk off && ip link set {PORT} vf 2 max_tx_rate 100')
    host.to_vfio(bench, bench.kernel().vf(PORT, 3))
    bench.vfnet(f'persist {PORT}')
    return look(bench)


def look(bench, port=PORT):
    kernel = bench.kernel()
    return {index: (settings, kernel.vf(port, index).driver, [one.address for one in kernel.vf(port, index).interfaces])
            for index, settings in kernel.port(port).settings.items()}


def restore_of(bench, port=PORT):
    """What list says of the last restore."""
    document = json.loads(bench.read('vfnet list --json'))
    return next(pf['last_restore'] for pf in document['physical_functions'] if pf['interface'] == port)


def comes_back(bench, how, before, port=PORT, address=ADDRESS):
    """Waits for the service, which begins when udev has seen the driver, and compares."""
    record, unit = f'/run/vfnet/restored-{address}-0', f'vfnet-restore@{address}.service'
    script = (f'touch /run/lab/stamp; sleep 0.1; {how}; back=$(cut -d" " -f1 /proc/uptime); '
              f'until [ {record} -nt /run/lab/stamp ]; do n=$((n + 1)); [ $n -lt 300 ] || exit 1; sleep 0.1; done; '
              'echo "$back $(cut -d" " -f1 /proc/uptime)"')
    answer = bench.guest.run(script)
    bench.transcript.command(how, answer.err, answer.status)
    if answer.status:
        bench.true('the restore service has run', False, bench.read(f'journalctl --no-pager -u {unit} | tail -n 5; '
                                                                    f'systemctl status --no-pager {unit}; true'))
        return
    back, end = map(float, answer.out.split())
    took = end - back
    bench.true(f'all is back within {PATIENCE} s of its return', took <= PATIENCE, f'{took:.1f} s', f'{took:.1f} s')
    bench.shell('udevadm settle --timeout 60')
    bench.equal('VFs, settings, drivers and addresses', before, look(bench, port))
    restore = restore_of(bench, port)
    bench.equal('list says what restored them', ('return', 'restored'), (restore['trigger'], restore['result']))
    bench.contains('the journal has a line', ' VFs as saved', bench.read(f'journalctl --no-pager -u {unit} | tail -n 4'))


def rebound(address):
    return f'echo {address} >/sys/bus/pci/drivers/igb/unbind && echo {address} >/sys/bus/pci/drivers/igb/bind'


@claim('24', 'VFs are back when the driver of their port is bound again, unless that is not wanted', STANDARD)
def bound_again(bench):
    before = saved_vfs(bench)
    comes_back(bench, rebound(ADDRESS), before)
    bench.say('what an administrator has set is the last word')
    bench.vfnet(f'set {PORT} 2')
    bench.shell(rebound(ADDRESS))
    bench.eventually('the service has looked at it', 'vfnet list --json | grep -q left_alone')
    bench.equal('VFs', 0, bench.kernel().port(PORT).numvfs)
    bench.contains('doctor says so', 'vfnet leaves them so', bench.vfnet('doctor').out)
    bench.vfnet(f'apply {PORT}')
    bench.equal('VFs after apply', before, look(bench))
    bench.vfnet(f'persist {PORT} --no-restore')
    bench.shell(rebound(ADDRESS))
    bench.eventually('the service has looked at it', 'vfnet list --json | grep -q left_alone')
    bench.equal('VFs', 0, bench.kernel().port(PORT).numvfs)


@claim('24', 'a reload of the module brings both ports: one run restores them, once a process has let go of its VF', STANDARD)
def module_reloaded(bench):
    bench.vfnet(f'set {SECOND} 2')
    before = saved_vfs(bench)
    bench.vfnet(f'persist {SECOND}')
    other = look(bench, SECOND)
    with host.held(bench, bench.kernel().vf(PORT, 3), 'router') as pid:
        bench.read('(modprobe -r igb; modprobe igb) >/run/lab/reload.log 2>&1 & sleep 2; true')
        listed = bench.vfnet('list --json')
        bench.true('no VF of the port is called free while the driver waits', free_vfs(listed.out) == [],
                   f'free: {free_vfs(listed.out)}')
        shown = bench.guest.run(f'vfnet show {ADDRESS}')
        bench.transcript.command(f'vfnet show {ADDRESS}', shown.out + shown.err, shown.status)
        bench.contains('show names who is waited for', str(pid), shown.out + shown.err)
    bench.eventually('the module is back', f'[ -e /sys/class/net/{PORT} ] && [ -e /sys/class/net/{SECOND} ]')
    bench.eventually('both are restored', f'[ "$(cat {FUNCTIONS}/{ADDRESS}/sriov_numvfs)" = 4 ] && '
                     f'[ "$(cat {FUNCTIONS}/{OTHER}/sriov_numvfs)" = 2 ] && '
                     '[ -z "$(systemctl list-units --plain --no-legend --state=activating "vfnet-restore@*")" ]')
    bench.shell('udevadm settle --timeout 60')
    bench.equal('VFs of the first port', before, look(bench))
    bench.equal('VFs of the second port', other, look(bench, SECOND))
    lines = bench.read('journalctl --boot --no-pager --output cat -t vfnet | tail -n 8')
    bench.say(lines.strip())


def free_vfs(text):
    return [vf['pci_address'] for vf in json.loads(text)['virtual_functions']
            if vf['in_use_by'] == [] and vf['parent_pci_address'] == ADDRESS]


@claim('24', 'VFs are as they were after a suspend of all devices, and nothing is restored', STANDARD)
def suspended(bench):
    before = saved_vfs(bench)
    answer = bench.guest.run('echo devices >/sys/power/pm_test && echo freeze >/sys/power/state; status=$?; '
                             'echo none >/sys/power/pm_test; exit $status', 180)
    bench.equal('the kernel suspends its devices', 0, answer.status)
    bench.equal('VFs, settings, drivers and addresses', before, look(bench))
    bench.equal('nothing drifts', 0, bench.vfnet('diff --check').status)


@claim('24', 'VFs are as they were after a suspend to RAM', SLEEPER)
def slept(bench):
    before = saved_vfs(bench)
    sleep(bench)
    bench.equal('VFs, settings, drivers and addresses', before, look(bench))
    bench.equal('nothing drifts', 0, bench.vfnet('diff --check').status)
    host.wait_for_carrier(bench, PORT)
    bench.shell(f'ip link set {PORT}v1 up && ip link set {PORT}v2 up')
    linked = bench.comes(f'[ "$(cat /sys/class/net/{PORT}v[12]/carrier | sort -u)" = 1 ]', 10)
    said = bench.vfnet('doctor').out
    if not linked:
        bench.say('the VFs have no link, as with Linux 7.2 and QEMU 11.1')
        bench.contains('doctor says so', f'have no link, although {PORT} has', said)
        bench.contains('and what to do', 'if the host was suspended, bind VF ', said)
        for index in (1, 2):
            address = bench.kernel().vf(PORT, index).address
            bench.shell(f'echo {address} | tee /sys/bus/pci/drivers/igbvf/unbind /sys/bus/pci/drivers/igbvf/bind && '
                        f'udevadm settle --timeout 60 && ip link set {PORT}v{index} up')
    host.wait_for_carrier(bench, f'{PORT}v1', f'{PORT}v2')
    bench.vfnet(f'set {PORT} 0')


@claim('24', 'after a suspend whose firmware does not restore the bus, VFs that do not answer are named and left alone', FORGETFUL)
def slept_badly(bench):
    saved_vfs(bench)
    sleep(bench)
    try:
        bench.contains('doctor', 'no answer from VFs 0-3', bench.vfnet('doctor', 1).out)
        before = bench.kernel()
        for words in (f'set {PORT} 0', f'vf {PORT} 1 --vlan 7', 'apply', 'boot --deadline 0'):
            answer = bench.vfnet(words, 1)
            bench.contains(f'{words} says why', 'no answer from VFs 0-3', answer.out + answer.err)
        bench.unchanged('nothing was changed', before.functions, bench.kernel().functions)
    finally:
        # It could wait for its VFs when it is shut down.
        bench.guest.kill()


def sleep(bench):
    """Until the clock wakes it."""
    bench.shell('echo 0 >/sys/class/rtc/rtc0/wakealarm && echo +10 >/sys/class/rtc/rtc0/wakealarm && '
                'echo deep >/sys/power/mem_sleep && echo mem >/sys/power/state', 180)
    bench.contains('it slept', 'Waking up from system sleep state S3', bench.read('dmesg'))


@claim('24', 'the card is pulled out and put in again: list, set and boot answer meanwhile, and its VFs come back', STANDARD)
def plugged_again(bench):
    before = saved_vfs(bench)
    bench.guest.pull(1)
    bench.eventually('the kernel has let it go', f'[ ! -e {FUNCTIONS}/{ADDRESS} ]', 60)
    bench.vfnet('list')
    bench.contains('set says that it is not there', 'unknown port', bench.vfnet(f'set {PORT} 2', 2).err)
    gone = bench.vfnet('boot --deadline 0', 1)
    bench.contains('boot says that it is not there', 'is not there', gone.out + gone.err)
    bench.guest.plug(1)
    bench.eventually('the card is back', f'[ -e {FUNCTIONS}/{ADDRESS}/sriov_numvfs ]', 60)
    comes_back(bench, 'true', before)
