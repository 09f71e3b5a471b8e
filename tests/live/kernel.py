#!/usr/bin/python3 -SE
# SPDX-License-Identifier: LGPL-3.0-or-later
"""The kernel's part on a stand-in machine (see enter, beside this file): what a write into sysfs does, what ip says and
does, and which driver a VF gets. It stands in the place of ip, and of setsid, through which vfnet starts every program
that writes: dd, and a shell that is given many writes. "prepare" as the only argument sets the machine up."""
import glob
import json
import os
import shutil
import sys

LIVE = '/run/live'
BUS = '/sys/bus/pci'
DEVICES = BUS + '/devices'
LINKS = '-json -details link show'


def read(path, otherwise=''):
    try:
        with open(path, encoding='utf-8') as file:
            return file.read().strip()
    except OSError:
        return otherwise


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def answer_file(arguments):
    return f'{LIVE}/answers/{arguments.replace(" ", "_")}'


def prepare():
    """Keeps ip's answers of the snapshot, and gives every port the files that the kernel offers for writing."""
    section = None
    answers = {}
    with open(f'{LIVE}/machine/.vfnet-machine', encoding='utf-8') as file:
        for line in file.read().split('\n'):
            if line.startswith('['):
                section = line[4:-1] if line.startswith('[ip ') else None
            elif section and line.startswith('| '):
                answers[section] = answers.get(section, '') + line[2:]
    for arguments, text in answers.items():
        write(answer_file(arguments), text)
    for link in json.loads(answers[LINKS]):
        for vf in link.get('vfinfo_list', ()):
            write(vf_file(link['parentdev'], vf['vf']), json.dumps(vf))
    for total in glob.glob(f'{DEVICES}/*/sriov_totalvfs'):
        port = os.path.dirname(total)
        write(f'{port}/sriov_numvfs', f'{len(glob.glob(port + "/virtfn*"))}\n')


def vf_file(port, index):
    return f'{LIVE}/vfs/{port}-{index}'


# VFs

def real(device):
    return os.path.realpath(f'{DEVICES}/{device}')


def vf_address(port, index):
    """PCIe SR-IOV 9.3.3.9 and 9.3.3.10: routing ID of the PF, plus first VF offset, plus VF stride for each further VF."""
    bus, rest = port.split(':')[1:]
    slot, function = rest.split('.')
    own = int(bus, 16) << 8 | int(slot, 16) << 3 | int(function)
    here = f'{DEVICES}/{port}'
    routing = own + int(read(here + '/sriov_offset')) + index * int(read(here + '/sriov_stride'))
    return f'{port.split(":")[0]}:{routing >> 8:02x}:{routing >> 3 & 31:02x}.{routing & 7}'


def set_number(port, number):
    """drivers/pci/iov.c, sriov_numvfs_store()."""
    here = f'{DEVICES}/{port}'
    now = int(read(here + '/sriov_numvfs'))
    if number > int(read(here + '/sriov_totalvfs')):
        return 'Numerical result out of range'
    if now == number:
        return None
    if now and number:
        return 'Device or resource busy'
    for index in range(now):
        remove_vf(port, index)
    for index in range(number):
        create_vf(port, index)
    write(here + '/sriov_numvfs', f'{number}\n')
    return None


def create_vf(port, index):
    address, pf = vf_address(port, index), real(port)
    here = f'{os.path.dirname(pf)}/{address}'
    os.mkdir(here)
    for name in ('vendor', 'numa_node', 'subsystem_vendor', 'subsystem_device', 'revision'):
        write(f'{here}/{name}', read(f'{pf}/{name}') + '\n')
    for name, value in (('class', '0x020000'), ('device', '0x' + read(f'{pf}/sriov_vf_device')),
                        ('driver_override', '(null)'), ('enable', '1'),
                        ('modalias', f'pci:v00008086d0000{read(pf + "/sriov_vf_device")}sv00sd00bc02sc00i00')):
        write(f'{here}/{name}', value + '\n')
    os.symlink('../../../../bus/pci', f'{here}/subsystem')
    os.symlink(f'../{port}', f'{here}/physfn')
    write(vf_file(port, index), json.dumps({
        'vf': index, 'link_type': 'ether', 'address': '00:00:00:00:00:00', 'broadcast': 'ff:ff:ff:ff:ff:ff',
        'vlan_list': [{}], 'rate': {'max_tx': 0, 'min_tx': 0}, 'spoofchk': True, 'link_state': 'auto', 'trust': False,
        'query_rss_en': False}))
    os.symlink(os.path.relpath(here, DEVICES), f'{DEVICES}/{address}')
    os.symlink(f'../{address}', f'{pf}/virtfn{index}')
    if read(f'{pf}/sriov_drivers_autoprobe') == '1':
        probe(address)


def remove_vf(port, index):
    link = f'{real(port)}/virtfn{index}'
    address = os.path.basename(os.readlink(link))
    unbind(address)
    os.unlink(link)
    os.unlink(f'{DEVICES}/{address}')
    if os.path.exists(vf_file(port, index)):
        os.unlink(vf_file(port, index))
    # The snapshot's own VFs belong to IOMMU groups.
    for member in glob.glob(f'/sys/kernel/iommu_groups/*/devices/{address}'):
        os.unlink(member)
    shutil.rmtree(f'{os.path.dirname(real(port))}/{address}')


# Drivers

def probe(address):
    """drivers/pci/pci-driver.c, pci_device_can_probe() and pci_match_device()."""
    here = real(address)
    if not os.path.isdir(here) or os.path.exists(f'{here}/driver'):
        return
    override = read(f'{here}/driver_override').replace('(null)', '')
    automatic = not os.path.exists(f'{here}/physfn') or read(f'{here}/physfn/sriov_drivers_autoprobe') == '1'
    driver = override or (VF_DRIVERS.get(read(f'{here}/device')) if automatic else None)
    if driver and os.path.isdir(f'{BUS}/drivers/{driver}'):
        bind(address, driver)


VF_DRIVERS = {'0x1565': 'ixgbevf', '0x10ca': 'igbvf'}


def bind(address, driver):
    here = real(address)
    if driver != 'vfio-pci':
        add_interface(here)
    os.symlink(os.path.relpath(here, f'{BUS}/drivers/{driver}'), f'{BUS}/drivers/{driver}/{address}')
    os.symlink(os.path.relpath(f'{BUS}/drivers/{driver}', here), f'{here}/driver')


def add_interface(here):
    port = os.path.basename(os.readlink(f'{here}/physfn'))
    vf = next(link for link in glob.glob(f'{here}/physfn/virtfn*') if os.path.realpath(link) == here)
    index = int(vf.rsplit('virtfn', 1)[1])
    name = f'{next(iter(os.listdir(f"{DEVICES}/{port}/net")))}v{index}'
    number = int(read(f'{LIVE}/next-ifindex', '100'))
    write(f'{LIVE}/next-ifindex', str(number + 1))
    net = f'{here}/net/{name}'
    os.makedirs(net)
    address = json.loads(read(vf_file(port, index)))['address']
    for key, value in (('address', address), ('ifindex', number), ('iflink', number), ('flags', '0x1002'),
                       ('addr_assign_type', 0), ('dev_port', 0), ('operstate', 'down'), ('type', 1), ('mtu', 1500)):
        write(f'{net}/{key}', f'{value}\n')
    os.symlink(os.path.relpath(here, net), f'{net}/device')
    os.symlink(os.path.relpath(net, '/sys/class/net'), f'/sys/class/net/{name}')


def unbind(address):
    here = real(address)
    for name in os.listdir(f'{here}/net') if os.path.isdir(f'{here}/net') else ():
        if os.path.lexists(f'/sys/class/net/{name}'):
            os.unlink(f'/sys/class/net/{name}')
    shutil.rmtree(f'{here}/net', ignore_errors=True)
    if os.path.lexists(f'{here}/driver'):
        os.unlink(f'{os.path.realpath(here + "/driver")}/{address}')
        os.unlink(f'{here}/driver')


# Programs

def setsid(arguments):
    """What vfnet starts in a session of its own: HostKernel and Child."""
    os.setsid()
    program = os.path.basename(arguments[0])
    if program == 'dd':
        target = next(word[3:] for word in arguments if word.startswith('of='))
        refused = store(target, sys.stdin.readline().strip())
        if refused:
            sys.exit(f"dd: error writing '{target}': {refused}")
    elif program == 'sh':
        store_all()
    elif program == 'ip':
        ip(arguments[1:])
    elif program not in ('modprobe', 'udevadm'):
        os.execv(arguments[0], arguments)


def store_all():
    """The lines of HostKernel.writeAll: VALUE|ATTRIBUTE."""
    status = 0
    for number, line in enumerate(sys.stdin):
        value, path = line.rstrip('\n').split('|', 1)
        if store(path, value):
            print(f'failed {number}', file=sys.stderr)
            status = 1
    sys.exit(status)


def store(path, value):
    """What a write into an attribute does. Returns the error's text, or None."""
    name = os.path.basename(path)
    if name == 'sriov_numvfs':
        return set_number(os.path.basename(os.path.dirname(os.path.realpath(path))), int(value))
    if name == 'drivers_probe':
        probe(value)
    elif name == 'unbind':
        unbind(value)
    elif name == 'bind':
        bind(value, os.path.basename(os.path.dirname(path)))
    else:
        write(path, (value or '(null)') + '\n')
    return None


def ip(arguments):
    if '-batch' in arguments:
        for number, line in enumerate(sys.stdin.read().splitlines(), 1):
            change_link(line.split())
        return
    question = ' '.join(arguments)
    text = read(answer_file(question))
    tables = {LINKS: link_table, '-json address show': address_table}
    print(tables[question](text) if question in tables else text)


def change_link(words):
    """Lines such as "link set dev enp1s0 vf 0 mac ADDRESS" and "link set dev if2 up"."""
    interface = interface_of(words[3])
    if words[4] in ('up', 'down'):
        flags = int(read(f'{interface}/flags'), 16)
        write(f'{interface}/flags', f'{flags | 1 if words[4] == "up" else flags & ~1:#x}\n')
        return
    file = vf_file(os.path.basename(os.path.realpath(f'{interface}/device')), int(words[5]))
    vf = json.loads(read(file))
    settings = dict(zip(words[6::2], words[7::2]))
    vf['address'] = settings.get('mac', vf['address'])
    if 'vlan' in settings:
        vlan = {'vlan': int(settings['vlan']), 'qos': int(settings.get('qos', 0))}
        vf['vlan_list'] = [{key: value for key, value in vlan.items() if value}]
    for key in ('spoofchk', 'trust'):
        if key in settings:
            vf[key] = settings[key] == 'on'
    if 'max_tx_rate' in settings:
        vf['rate']['max_tx'] = int(settings['max_tx_rate'])
    write(file, json.dumps(vf))


def interface_of(name):
    """By its name, or by its number as in if2."""
    named = f'/sys/class/net/{name}'
    return named if os.path.exists(named) else next(
        os.path.dirname(path) for path in glob.glob('/sys/class/net/*/ifindex') if f'if{read(path)}' == name)


def link_table(text):
    """The snapshot's interfaces with the VFs that there are now, and the interfaces that came later."""
    known = {link['ifname']: link for link in json.loads(text)}
    links = []
    for name in sorted(os.listdir('/sys/class/net'), key=lambda name: int(read(f'/sys/class/net/{name}/ifindex', '0'))):
        here = f'/sys/class/net/{name}'
        link = known.get(name, {'ifname': name, 'flags': ['BROADCAST', 'MULTICAST'], 'mtu': 1500, 'operstate': 'DOWN',
                                'link_type': 'ether'})
        link['ifindex'] = int(read(f'{here}/ifindex', '0'))
        link['address'] = read(f'{here}/address')
        port = link.get('parentdev')
        if 'vfinfo_list' in link:
            indices = range(int(read(f'{DEVICES}/{port}/sriov_numvfs', '0')))
            link['vfinfo_list'] = [json.loads(read(vf_file(port, index))) for index in indices]
        links.append(link)
    return json.dumps(links)


def address_table(text):
    """The snapshot's addresses; an interface that came later has none."""
    known = {link['ifname']: link for link in json.loads(text)}
    return json.dumps([known.get(name, {'ifindex': int(read(f'/sys/class/net/{name}/ifindex')), 'ifname': name,
                                        'flags': ['BROADCAST', 'MULTICAST'], 'addr_info': []})
                       for name in os.listdir('/sys/class/net')])


def main():
    name, arguments = os.path.basename(sys.argv[0]), sys.argv[1:]
    if name == 'kernel.py':
        prepare()
    else:
        {'setsid': setsid, 'ip': ip}[name](arguments)


if __name__ == '__main__':
    main()
