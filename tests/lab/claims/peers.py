# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claims 18 to 20: other tools load what export wrote beside the host's own files. Each port is configured in a way of its
own, so that one restart judges them all."""
import json

from claim import claim
from shapes import LINKS, NETPLAN, NETWORKMANAGER

SLOTS = range(1, 7)
# The server on the wire gives each port the address of its slot.
LEASES = {slot: [f'192.0.2.{slot}'] for slot in SLOTS}
DHCP = ('[Match]\nPermanentMACAddress=' + ' '.join(f'52:54:00:00:{slot:02x}:00' for slot in SLOTS)
        + '\n\n[Network]\nDHCP=ipv4\nLinkLocalAddressing=no\nIPv6AcceptRA=no\n')


def write(bench, folder, files):
    """The host's own files. Those of netplan and NetworkManager must be root's alone."""
    for name, text in files.items():
        bench.shell(f"umask 077 && mkdir -p {folder} && cat >{folder}/{name} <<'END'\n{text}END")
    if folder.startswith('/etc/systemd/network'):
        bench.read(f'chmod 755 {folder} && chmod 644 {folder}/*.*')


def ports(bench):
    """Of the port in each slot its name, its alternative names, and its addresses."""
    links = json.loads(bench.read('ip -json -4 address show'))
    kernel = bench.kernel()
    names = {slot: kernel.functions[f'0000:{slot:02x}:00.0'].interface.name for slot in SLOTS}
    here = {link['ifname']: link for link in links}
    return {slot: (name, sorted(kernel.ip[name].get('altnames', ())),
                   [address['local'] for address in here.get(name, {}).get('addr_info', ())])
            for slot, name in names.items()}


def vfs(bench):
    """Of the VFs in each slot what is set through the port: address and VLAN."""
    kernel = bench.kernel()
    return {slot: {index: (settings.address, settings.vlan[0]) for index, settings in
                   kernel.functions[f'0000:{slot:02x}:00.0'].settings.items()} for slot in SLOTS}


def wait_for_leases(bench):
    bench.eventually('every port has an address of the DHCP server',
                     f'[ "$(ip -4 -brief address | grep -c " 192[.]0[.]2[.][1-6]/")" = {len(SLOTS)} ]', 60)


def restarted(bench, what):
    """The ports after a restart, once they have what they are given."""
    bench.say(what)
    bench.reboot()
    wait_for_leases(bench)
    return ports(bench)


def two_vfs_each(bench):
    """Two VFs on each port, the second of them in a VLAN; saved."""
    bench.shell(f'for slot in {" ".join(map(str, SLOTS))}; do\n'
                '    card=/sys/bus/pci/devices/0000:0$slot:00.0\n'
                '    port=$(ls $card/net)\n'
                '    [ "$(cat $card/sriov_numvfs)" = 2 ] || { echo 0 && echo 2 >&3; } >$card/sriov_numvfs 3>$card/sriov_numvfs\n'
                '    ip link set $port vf 0 mac 02:00:00:00:0$slot:00\n'
                '    ip link set $port vf 1 mac 02:00:00:00:0$slot:01 vlan 10$slot\n'
                'done\nudevadm settle --timeout 60')
    bench.vfnet('persist')
    return {slot: {0: (f'02:00:00:00:{slot:02x}:00', 0), 1: (f'02:00:00:00:{slot:02x}:01', 100 + slot)} for slot in SLOTS}


def exported(bench, words, status=0):
    """Only one of the two may create the VFs: from here on it is the other tool."""
    result = bench.vfnet('export --to ' + words, status)
    bench.shell('systemctl --quiet disable vfnet.service')
    return result


def versions(bench, *commands):
    for command in commands:
        bench.shell(command + ' | head -1')


def all_as_saved(bench, saved):
    bench.equal('the VFs of every port: address and VLAN', saved, vfs(bench))
    bench.vfnet('diff')


# Claim 18

LINK_FILES = {
    # The port of slot 1 has systemd's own 99-default.link.
    '50-pve-nic0.link': '[Match]\nMACAddress=52:54:00:00:02:00\nType=ether\n\n[Link]\nName=nic0\n',
    '05-wan.link': '[Match]\nPermanentMACAddress=52:54:00:00:03:00\n\n[Link]\nName=wan0\nAlternativeName=uplink\n',
    '20-two.link': '[Match]\nPermanentMACAddress=52:54:00:00:04:00 52:54:00:00:05:00\n\n[Link]\nNamePolicy=path\nMTUBytes=1400\n',
    '08-glob.link': '[Match]\nOriginalName=*\nPath=pci-0000:06:*\n\n[Link]\nNamePolicy=mac\n',
}
LINK_NAMES = ['enp1s0', 'nic0', 'wan0', 'enp4s0', 'enp5s0', 'enx525400000600']


def link_files(bench):
    """Which .link file udev has applied to the port in each slot."""
    return {slot: bench.read(f'udevadm info --query property --property ID_NET_LINK_FILE --value '
                             f'/sys/bus/pci/devices/0000:{slot:02x}:00.0/net/*').strip() for slot in SLOTS}


@claim('18', 'with exported .link files systemd creates the VFs, and each port keeps its name and its DHCP', LINKS)
def links(bench):
    versions(bench, 'udevadm --version', 'cat /etc/debian_version')
    write(bench, '/etc/systemd/network', {**LINK_FILES, '50-wire.network': DHCP})
    bench.shell('systemctl --quiet enable systemd-networkd.service')
    before = restarted(bench, "with the host's own .link files")
    bench.equal('names', LINK_NAMES, [name for name, _, _ in before.values()])
    bench.equal('leases', LEASES, {slot: addresses for slot, (_, _, addresses) in before.items()})
    saved = two_vfs_each(bench)
    bench.shell('ip link set nic0 vf 0 trust on && ip link set nic0 vf 0 spoofchk off')
    bench.vfnet('persist nic0')
    said = exported(bench, 'link --output /etc/systemd/network').err
    after = restarted(bench, 'with the exported ones beside them')
    bench.equal('names, alternative names and leases', before, after)
    all_as_saved(bench, saved)
    bench.equal('the .link file of each port', {
        1: '/etc/systemd/network/10-vfnet-enp1s0.link', 2: '/etc/systemd/network/50-pve-nic0.link',
        3: '/etc/systemd/network/05-wan.link', 4: '/etc/systemd/network/10-vfnet-enp4s0.link',
        5: '/etc/systemd/network/10-vfnet-enp5s0.link', 6: '/etc/systemd/network/00-vfnet-enx525400000600.link'},
        link_files(bench))
    networkd = bench.shell('networkctl --no-legend')
    bench.equal('networkd has configured', sorted(LINK_NAMES), sorted(
        line.split()[1] for line in networkd.splitlines() if line.split()[3:] == ['routable', 'configured']))
    mtu = bench.read('cat /sys/class/net/enp4s0/mtu /sys/class/net/enp5s0/mtu').split()
    bench.equal('what else the file of the host says: MTU', ['1400', '1400'], mtu)
    own_addresses(bench, said)
    every_port(bench)


def own_addresses(bench, said):
    """What export says about igb: VFs that came while the port was down have their addresses once they are bound again."""
    bench.contains('export says so', 'VFs of igb do not learn their MAC addresses', said)
    vf = bench.kernel().vf('enp1s0', 0)
    bench.true('the VF has an address of its own', vf.interface.address != '02:00:00:00:01:00', vf.interface.address, vf.interface.address)
    bench.shell(f'echo {vf.address} >/sys/bus/pci/drivers/igbvf/unbind && echo {vf.address} >/sys/bus/pci/drivers/igbvf/bind && '
                'udevadm settle')
    bench.equal('bound again', '02:00:00:00:01:00', bench.kernel().vf('enp1s0', 0).interface.address)


def every_port(bench):
    """A file that means every port and comes first, and none that names one."""
    bench.shell('rm -r /etc/vfnet /etc/systemd/network/*.link*')
    write(bench, '/etc/systemd/network', {'05-all.link': '[Match]\nOriginalName=*\n\n[Link]\nNamePolicy=slot path\n'})
    before = restarted(bench, 'with one file for every port')
    bench.equal('the .link file of each port', {slot: '/etc/systemd/network/05-all.link' for slot in SLOTS}, link_files(bench))
    saved = two_vfs_each(bench)
    exported(bench, 'link --output /etc/systemd/network')
    bench.equal('names, alternative names and leases', before, restarted(bench, 'with the exported ones before it'))
    all_as_saved(bench, saved)


# Claim 19

NETPLAN_FILES = {
    '01-host.yaml': '''network:
  version: 2
  renderer: networkd
  ethernets:
    enp1s0:
      dhcp4: true
    lan:
      match: {macaddress: "52:54:00:00:02:00"}
      set-name: lan0
      dhcp4: true
    uplink:
      match: {name: "enp3s*"}
      dhcp4: true
    enp4s0:
      dhcp4: true
    enp5s0:
      renderer: NetworkManager
      dhcp4: true
    storage:
      match: {macaddress: "52:54:00:00:06:00", driver: "igb*"}
      dhcp4: true
''',
    '50-more.yaml': 'network:\n  version: 2\n  ethernets:\n    enp4s0:\n      mtu: 1400\n',
}
NETPLAN_NAMES = ['enp1s0', 'lan0', 'enp3s0', 'enp4s0', 'enp5s0', 'enp6s0']


# netplan 1.1 does not wait for the ports, whose driver comes late where no initramfs has it; 0.106 has a rule of udev instead.
WAIT = '[Service]\nExecStartPre=udevadm settle\n'


@claim('19', 'with an exported file netplan creates the VFs, and each port keeps its name and its DHCP', NETPLAN)
def netplan(bench):
    versions(bench, "dpkg-query --show netplan.io network-manager", 'udevadm --version', 'cat /etc/debian_version')
    write(bench, '/etc/netplan', NETPLAN_FILES)
    write(bench, '/etc/systemd/system/netplan-sriov-apply.service.d', {'wait.conf': WAIT})
    bench.shell('systemctl --quiet enable systemd-networkd.service NetworkManager.service')
    before = restarted(bench, "with the host's own definitions")
    bench.equal('names', NETPLAN_NAMES, [name for name, _, _ in before.values()])
    bench.equal('leases', LEASES, {slot: addresses for slot, (_, _, addresses) in before.items()})
    two_vfs_each(bench)
    said = exported(bench, 'netplan --output /etc/netplan').err
    # The definition of slot 6 matches by address and had no set-name: with one netplan removes the alternative names.
    bench.contains('export says what set-name costs', 'enp6s0 (0000:06:00.0): the exported file adds set-name', said)
    before[6] = (before[6][0], [], before[6][2])
    bench.shell('netplan get', timeout=300)
    after = restarted(bench, 'with the exported file beside them')
    bench.equal('names, alternative names and leases', before, after)
    bench.eventually('the last VF has come', '[ -e /sys/class/net/enp6s0v1 ]', 60)
    bench.equal('number of VFs', {slot: 2 for slot in SLOTS}, {slot: len(of_port) for slot, of_port in vfs(bench).items()})
    # It sets the VLAN only of VFs whose interfaces have their names by then, which at boot is a matter of luck.
    bench.shell('udevadm settle && netplan apply --sriov-only', timeout=300)
    bench.equal('the VLANs of the VFs of every port', {slot: [0, 100 + slot] for slot in SLOTS},
                {slot: [vlan for _, vlan in of_port.values()] for slot, of_port in vfs(bench).items()})
    bench.equal('names, alternative names and leases, still', before, ports(bench))
    bench.equal('MTU', '1400', bench.read('cat /sys/class/net/enp4s0/mtu').strip())
    bench.contains('NetworkManager has the port that is its own', 'enp5s0:connected:netplan-enp5s0',
                   bench.shell('nmcli --terse --fields device,state,connection device'))
    networkd = bench.shell('networkctl --no-legend')
    for name in NETPLAN_NAMES:
        state = 'unmanaged' if name == 'enp5s0' else 'configured'
        bench.true(f'networkd has {name} {state}', any(line.split()[1] == name and line.split()[4] == state
                                                       for line in networkd.splitlines()), networkd)


# Claim 20

PROFILE = '[connection]\nid={}\ntype=ethernet\n{}\n[ipv4]\nmethod=auto\n\n[ipv6]\nmethod=disabled\n'
PROFILES = {
    'office.nmconnection': PROFILE.format('office', 'interface-name=enp1s0\n'),
    'storage.nmconnection': PROFILE.format('storage', '\n[ethernet]\nmac-address=52:54:00:00:02:00\n\n[sriov]\ntotal-vfs=1\n'),
    'slot4.nmconnection': PROFILE.format('slot4', '\n[match]\npath=pci-0000:04:00.0\n'),
    # Those of slots 3, 5 and 6 have none: NetworkManager creates one for each.
}


def connections(bench):
    """Of the port in each slot the profile that NetworkManager has activated on it."""
    active = dict(line.split(':') for line in bench.shell('nmcli --terse --fields device,connection device').splitlines())
    return {slot: active[name] for slot, (name, _, _) in ports(bench).items()}


@claim('20', 'with what export says NetworkManager creates the VFs, and each port keeps its name and its DHCP', NETWORKMANAGER)
def networkmanager(bench):
    versions(bench, 'nmcli --version', 'cat /etc/debian_version')
    write(bench, '/etc/NetworkManager/system-connections', PROFILES)
    bench.shell('systemctl --quiet enable NetworkManager.service')
    # Without it NetworkManager requests an address on every VF.
    bench.vfnet('doctor --write-networkmanager-rule')
    before = restarted(bench, "with the host's own profiles")
    profiles = connections(bench)
    bench.equal('profiles of slots 1, 2 and 4', ['office', 'storage', 'slot4'], [profiles[slot] for slot in (1, 2, 4)])
    bench.equal('leases', LEASES, {slot: addresses for slot, (_, _, addresses) in before.items()})
    saved = two_vfs_each(bench)
    result = exported(bench, 'networkmanager --output /etc/NetworkManager/system-connections', status=1)
    commands = [line.split(': ', 4)[-1] for line in result.err.splitlines() if 'nmcli connection' in line]
    bench.equal('commands for the profiles that there are', len(SLOTS), len(commands))
    for command in commands:
        bench.shell(command)
    after = restarted(bench, 'after the commands that export printed')
    bench.equal('names, alternative names and leases', before, after)
    all_as_saved(bench, saved)
    bench.say(str(connections(bench)))
