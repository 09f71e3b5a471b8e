# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 25."""
import json

import host
from claim import claim
from shapes import STANDARD

PORT, BRIDGE, VF = 'enp1s0', 'lanbr', '192.0.2.1'
GUEST, GUEST_ADDRESS = '192.0.2.2', '02:00:00:00:24:01'
FOREIGN = '02:00:00:00:24:99'
NOBODY, NOBODY_ADDRESS = '192.0.2.9', '02:00:00:00:24:98'


@claim('25', 'a VF reaches a guest behind a bridge on its port after bridge sync, and nobody else loses an address', STANDARD)
def a_vf_reaches_what_is_behind_the_bridge(bench):
    host.make_vfs(bench, PORT, 1)
    bench.shell(f'ip link add {BRIDGE} type bridge && ip link set {PORT} master {BRIDGE} && ip link set {PORT} up && '
                f'ip link set {BRIDGE} up')
    bench.shell(f'ip netns add vm && ip link set {PORT}v0 netns vm && ip -netns vm address add {VF}/24 dev {PORT}v0 && '
                f'ip -netns vm link set {PORT}v0 up')
    start_guest(bench, 'guest', GUEST, GUEST_ADDRESS)
    host.wait_for_carrier(bench, PORT)
    bench.shell(f'bridge fdb add {FOREIGN} dev {PORT} self permanent')
    bench.eventually('the VF has its carrier', f'[ "$(ip netns exec vm cat /sys/class/net/{PORT}v0/carrier)" = 1 ]')
    hear(bench)
    bench.eventually('before, ARP arrives', f'ip netns exec vm ping -c 1 -W 1 {GUEST} >/dev/null; '
                     f'ip -netns vm neighbour show {GUEST} | grep -q {GUEST_ADDRESS}')
    bench.true('but no ping does', not pings(bench, 'vm', GUEST), 'it does')
    findings = {finding['id']: finding['what'] for finding in json.loads(
        bench.guest.run(f'vfnet doctor {PORT} --json').out)['findings']}
    bench.equal('doctor', f'VFs of {PORT} cannot reach 1 address behind {BRIDGE}', findings.get('bridge_unreachable'))

    bench.equal('a dry run', 'missing', states(bench, 'sync --dry-run').get(GUEST_ADDRESS))
    bench.equal('changes nothing', {FOREIGN}, registered(bench))
    bench.vfnet(f'bridge sync {PORT}')
    bench.equal('what the port accepts now', {FOREIGN, GUEST_ADDRESS}, registered(bench))
    bench.true('afterwards, pings arrive', pings(bench, 'vm', GUEST), 'none does')

    bench.say('the guest moves to another machine, behind the second card')
    bench.shell('ip netns delete guest && ip netns add far && ip link set enp2s0 up && '
                f'ip link add far0 link enp2s0 address {GUEST_ADDRESS} netns far type macvlan mode bridge && '
                f'ip -netns far address add {GUEST}/24 dev far0 && ip -netns far link set far0 up')
    host.wait_for_carrier(bench, 'enp2s0')
    bench.eventually('it is heard there', f'ip netns exec far ping -c 1 -W 1 {NOBODY} >/dev/null; '
                     f'bridge fdb show br {BRIDGE} | grep -q "^{GUEST_ADDRESS} dev {PORT} master "')
    bench.true('with the old entry no ping arrives', not pings(bench, 'vm', GUEST), 'it does')
    bench.equal('status', 'on_wire', states(bench, 'status').get(GUEST_ADDRESS))
    bench.vfnet('bridge sync')
    bench.equal('what the port accepts now', {FOREIGN}, registered(bench))
    bench.true('pings arrive over the wire', pings(bench, 'vm', GUEST), 'none does')


@claim('25', 'the bridge service, once saved, registers a guest that starts later', STANDARD)
def the_service_sees_guests_come(bench):
    host.install(bench.guest)
    host.make_vfs(bench, PORT, 1)
    bench.shell(f'ip link add {BRIDGE} type bridge && ip link set {PORT} master {BRIDGE} && ip link set {PORT} up && '
                f'ip link set {BRIDGE} up')
    bench.vfnet(f'persist --bridge-sync {PORT}')
    bench.shell('systemctl restart vfnet-bridge.service')
    bench.eventually('it watches', 'grep -qsx bridge /proc/[0-9]*/comm', 30)
    bench.guest.run('sleep 2')
    start_guest(bench, 'guest', GUEST, GUEST_ADDRESS)
    hear(bench)
    # Two seconds on this machine when it is quiet; a program takes twenty times as long here as on iron.
    bench.eventually('soon it is registered', f'bridge fdb show dev {PORT} | grep -q "^{GUEST_ADDRESS} self"', 4)
    process = 'p=$(systemctl show --property=MainPID --value vfnet-bridge.service); '
    resident = int(bench.read(process + 'sed -n "s/^VmRSS:[^0-9]*\\([0-9]*\\) kB/\\1/p" /proc/$p/status'))
    bench.true('its memory', resident < 80 << 10, f'{resident} KiB', f'{resident} KiB')
    bench.shell('ip netns delete guest')
    bench.eventually('a guest that is gone is let go', f'! bridge fdb show dev {PORT} | grep -q "^{GUEST_ADDRESS} self"')
    bench.shell('systemctl stop vfnet-bridge.service')
    bench.say(bench.read(f'journalctl --no-pager -o cat -u vfnet-bridge.service | grep {PORT}'))


def start_guest(bench, name, ip, address):
    """A container behind the bridge."""
    bench.shell(f'ip netns add {name} && ip link add {name} type veth peer name eth0 netns {name} && '
                f'ip link set {name} master {BRIDGE} && ip link set {name} up && '
                f'ip -netns {name} link set eth0 address {address} && '
                f'ip -netns {name} address add {ip}/24 dev eth0 && ip -netns {name} link set eth0 up')


def hear(bench):
    """The guest sends something to somebody who is not there. It needs no ARP for that: QEMU's igb gives the port its own
    broadcasts back, after which the bridge has the guest on the wire side for seconds."""
    bench.shell(f'ip -netns guest neighbour replace {NOBODY} lladdr {NOBODY_ADDRESS} dev eth0')
    bench.eventually('the guest is heard', f'ip netns exec guest ping -c 1 -W 1 {NOBODY} >/dev/null; '
                     f'bridge fdb show br {BRIDGE} | grep -q "^{GUEST_ADDRESS} dev guest master "')


def pings(bench, namespace, to):
    return bench.guest.run(f'ip netns exec {namespace} ping -c 3 -i 0.2 -W 1 {to}').status == 0


def states(bench, words):
    port = bench.json(f'bridge {words} {PORT}')['ports'][0]
    return {address['mac_address']: address['state'] for address in port['addresses']}


def registered(bench):
    """The unicast addresses that the port accepts beside its own."""
    entries = json.loads(bench.read(f'bridge -json fdb show dev {PORT}'))
    return {entry['mac'] for entry in entries if 'self' in entry.get('flags', ()) and not int(entry['mac'][:2], 16) & 1}
