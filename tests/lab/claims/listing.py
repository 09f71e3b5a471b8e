# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 1."""
import host
from claim import claim
from shapes import STANDARD


def rows(text, title):
    """A table of vfnet's: a dictionary a row, by the heads of its columns."""
    lines = text.split(title + '\n', 1)[1].split('\n')
    spans, at = [], 0
    for ruler in lines[1].split():
        at = lines[1].index(ruler, at)
        spans.append((at, at + len(ruler)))
        at += len(ruler)
    found = []
    for line in lines[2:]:
        if not line.startswith('0000:'):
            break
        found.append({lines[0][begin:end].strip(): line[begin:end].strip() for begin, end in spans})
    return found


def cell(value):
    return 'None' if value is None else str(value)


@claim('1', 'list shows the cards as the kernel has them, and no virtio card', STANDARD)
def list_agrees_with_the_kernel(bench):
    host.make_vfs(bench, 'enp2s0', 3)
    host.to_vfio(bench, bench.kernel().vf('enp2s0', 1))
    kernel = bench.kernel()
    table, document = bench.vfnet('list').out, bench.json('list')

    virtio = [address for address, port in kernel.ports.items() if port.driver == 'virtio-pci']
    bench.equal('the kernel has a virtio card', ['0000:00:03.0'], virtio)
    cards = {address: port for address, port in kernel.ports.items() if address not in virtio}
    pfs = {pf['pci_address']: pf for pf in document['physical_functions']}
    bench.equal('PCI addresses of the cards', list(cards), list(pfs))
    for address, card in cards.items():
        agrees(bench, address, pfs[address], {
            'interface': card.interface.name, 'id': card.id, 'driver': card.driver, 'iommu_group': int(card.group),
            'can_vf': card.totalvfs is not None, 'active_vfs': len(card.vfs), 'max_vfs': card.totalvfs,
            'mac_address': card.interface.address})
    bench.equal('cards of igb that can create VFs', ['enp1s0', 'enp2s0'],
                [pf['interface'] for pf in pfs.values() if pf['can_vf'] and pf['driver'] == 'igb'])
    bench.equal('cards that cannot', ['enp3s0'], [pf['interface'] for pf in pfs.values() if not pf['can_vf']])

    vfs = {vf['pci_address']: vf for vf in document['virtual_functions']}
    parent = kernel.port('enp2s0')
    bench.equal('PCI addresses of the VFs, by their number', list(parent.vfs.values()), list(vfs))
    for index, address in parent.vfs.items():
        vf = kernel.functions[address]
        agrees(bench, address, vfs[address], {
            'interface': vf.interface and vf.interface.name, 'vf_index': index, 'driver': vf.driver,
            'parent_interface': 'enp2s0', 'parent_pci_address': parent.address, 'iommu_group': int(vf.group),
            'mac_address': vf.interface.address if vf.interface else vfs[address]['mac_address']})
    table_agrees(bench, table, pfs, vfs)


def agrees(bench, address, said, expected):
    bench.equal(f'{address} in JSON', expected, {name: said[name] for name in expected})


def table_agrees(bench, table, pfs, vfs):
    heads = {'PCI BDF': 'pci_address', 'Interface': 'interface', 'Description': 'description', 'Driver': 'driver',
             'Device Path': 'device_path'}
    for title, said, more in (('PF Network Devices:', pfs, {'IOMMU Grp': 'iommu_group'}),
                              ('VF Network Devices:', vfs, {'MAC Address': 'mac_address', 'Parent': 'parent_interface',
                                                            'VF #': 'vf_index', 'Parent BDF': 'parent_pci_address'})):
        columns = heads | more
        bench.equal(f'the table under "{title}" says what JSON says',
                    [{head: cell(one[name]) for head, name in columns.items()} for one in said.values()],
                    [{head: row[head] for head in columns} for row in rows(table, title)])
    bench.equal('the table counts VFs as JSON does',
                [f'{pf["active_vfs"]}/{pf["max_vfs"]}' if pf['can_vf'] else 'N/A' for pf in pfs.values()],
                [row['Active VFs'] for row in rows(table, 'PF Network Devices:')])
