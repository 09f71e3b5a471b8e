# SPDX-License-Identifier: LGPL-3.0-or-later
"""The kernel's own words about its network cards: sysfs and ip, at one moment."""
import dataclasses
import json
import re

FUNCTIONS = '/sys/bus/pci/devices'
INTERFACES = '/sys/class/net'
ATTRIBUTES = ('class', 'vendor', 'device', 'sriov_totalvfs', 'sriov_numvfs', 'sriov_drivers_autoprobe')
NETWORK_CLASS = '0x02'

# Few programs, each started once for everything: starting one is slow under emulation.
SCRIPT = (f"find {FUNCTIONS}/*/ -maxdepth 1 -type l -printf '%p %l\\n' | tr -s /\n"
          f"find {INTERFACES}/*/device -maxdepth 0 -type l -printf '%p %l\\n'\n"
          'echo\n'
          'grep -s "" ' + ' '.join(f'{FUNCTIONS}/*/{name}' for name in ATTRIBUTES)
          + f' {INTERFACES}/*/address {INTERFACES}/*/ifindex\n'
          'echo\n'
          'ip -json -details link show\n')


@dataclasses.dataclass(frozen=True)
class Interface:
    name: str
    index: int
    address: str


@dataclasses.dataclass(frozen=True)
class VfSettings:
    """What a PF's driver says of a VF."""
    address: str
    vlan: tuple
    spoof_check: bool
    trust: bool
    link_state: str
    max_tx_rate: int


@dataclasses.dataclass(frozen=True)
class Function:
    """A network function, physical or virtual."""
    address: str
    id: str
    driver: str | None
    group: str | None
    numvfs: int | None
    totalvfs: int | None
    autoprobe: int | None
    physfn: str | None
    interfaces: tuple
    # Both by VF number: its PCI address, and its settings.
    vfs: dict
    settings: dict

    @property
    def interface(self):
        return self.interfaces[0] if self.interfaces else None

    @property
    def admin_addresses(self):
        return {index: settings.address for index, settings in self.settings.items()}


def base(link):
    return None if link is None else link.rsplit('/', 1)[-1]


def vf_settings(entry):
    vlan = entry['vlan_list'][0] if entry.get('vlan_list') else {}
    return VfSettings(entry['address'], (vlan.get('vlan', 0), vlan.get('qos', 0)), entry['spoofchk'], entry['trust'],
                      entry['link_state'], entry.get('tx_rate', 0))


class Kernel:
    """All network functions of the machine that have a place on a PCI bus."""

    def __init__(self, text):
        links, values, link_table = text.split('\n\n', 2)
        self.links, self.values = {}, {}
        for table, lines, separator in ((self.links, links, ' '), (self.values, values, ':')):
            for line in lines.splitlines():
                path, value = re.match(rf'((?:/sys/bus/pci/devices/[0-9a-f:.]+|/sys/class/net/[^/]+)/\w+){separator}(.*)',
                                       line).groups()
                table[path] = value
        self.ip = {link['ifname']: link for link in json.loads(link_table)}
        addresses = sorted({path.split('/')[5] for path in self.values if path.startswith(FUNCTIONS)})
        self.functions = {address: self.function(address) for address in addresses
                          if self.values[f'{FUNCTIONS}/{address}/class'].startswith(NETWORK_CLASS)}

    def function(self, address):
        here = f'{FUNCTIONS}/{address}'
        names = sorted(path.split('/')[4] for path, target in self.links.items()
                       if path.startswith(INTERFACES) and base(target) == address)
        vfs = {int(path.rsplit('virtfn', 1)[1]): base(target) for path, target in self.links.items()
               if path.startswith(here + '/virtfn')}
        return Function(
            address=address,
            id=f'{self.values[here + "/vendor"][2:]}:{self.values[here + "/device"][2:]}',
            driver=base(self.links.get(here + '/driver')),
            group=base(self.links.get(here + '/iommu_group')),
            numvfs=self.number(here + '/sriov_numvfs'),
            totalvfs=self.number(here + '/sriov_totalvfs'),
            autoprobe=self.number(here + '/sriov_drivers_autoprobe'),
            physfn=base(self.links.get(here + '/physfn')),
            interfaces=tuple(self.interface(name) for name in names),
            vfs=dict(sorted(vfs.items())),
            settings={entry['vf']: vf_settings(entry) for name in names
                      for entry in self.ip[name].get('vfinfo_list', ())})

    def number(self, path):
        return int(self.values[path]) if path in self.values else None

    def interface(self, name):
        return Interface(name, int(self.values[f'{INTERFACES}/{name}/ifindex']), self.values[f'{INTERFACES}/{name}/address'])

    @property
    def ports(self):
        """The cards themselves, by PCI address."""
        return {address: function for address, function in self.functions.items() if function.physfn is None}

    def port(self, name):
        return next(function for function in self.functions.values()
                    if any(interface.name == name for interface in function.interfaces))

    def vf(self, port, index):
        return self.functions[self.port(port).vfs[index]]

    def vfs(self, port):
        """The port's VFs in the order of their numbers."""
        return [self.functions[address] for address in self.port(port).vfs.values()]
