# SPDX-License-Identifier: LGPL-3.0-or-later
"""What an administrator, a VM or a container does on the guest, without vfnet."""
import contextlib

from claim import background
from kernel import FUNCTIONS
from machine import LabError

# Every file on the disk.
FILES = 'find / -xdev -not -path "/run/*" -not -path "/tmp/*"'

# Removes everything that a claim may have left behind, by the kernel's own means.
CLEAN = f'''
rm -rf /etc/vfnet
ip -all netns delete
for bridge in /sys/class/net/*/bridge; do [ ! -e "$bridge" ] || ip link delete "$(basename "${{bridge%/bridge}}")"; done
for port in {FUNCTIONS}/*/sriov_numvfs; do
    echo 1 >"${{port%/*}}/sriov_drivers_autoprobe"
    echo 0 >"$port"
done
udevadm settle --timeout 60
'''


def install(guest):
    """From the unpacked archive, as a user does it. What was there before is remembered."""
    if guest.run('systemctl cat vfnet.service').status == 0:
        return
    guest.files_before = set(guest.run(FILES).out.split('\n'))
    installed = guest.run('/opt/vfnet/bin/vfnet install')
    if installed.status != 0:
        raise LabError('vfnet install: ' + (installed.out + installed.err).strip())


def make_vfs(bench, port, count):
    """VFs as the kernel makes them when nobody helps: for what vfnet is not the one to be judged."""
    bench.shell(f'echo {count} >/sys/class/net/{port}/device/sriov_numvfs && udevadm settle --timeout 60')


def to_vfio(bench, vf):
    """Gives a VF to the driver for VMs, as virt-manager or driverctl would."""
    here = f'{FUNCTIONS}/{vf.address}'
    bench.shell(f'modprobe vfio-pci && echo vfio-pci >{here}/driver_override && '
                f'{{ [ ! -e {here}/driver ] || echo {vf.address} >{here}/driver/unbind; }} && '
                f'echo {vf.address} >/sys/bus/pci/drivers_probe')


@contextlib.contextmanager
def held(bench, vf, vm):
    """A process that holds the VF, which is on vfio-pci already, as QEMU would. Its process number is what one gets."""
    log = '/run/lab/holder.log'
    words = f'exec /opt/vfnet/bin/java -Xint --enable-native-access=ALL-UNNAMED -cp /opt/lab Holder {vf.group} {vf.address}'
    with background(bench, f'{words} -name guest={vm},debug-threads=on', log) as pid:
        bench.eventually(f'process {pid} holds {vf.address} through /dev/vfio/{vf.group}',
                         f'readlink /proc/{pid}/fd/* | grep -qx /dev/vfio/{vf.group} && grep -q ^holds {log}')
        yield int(pid)


def wait_for_carrier(bench, *ports):
    """A port that has just created VFs is away from its wire for a second or two."""
    for port in ports:
        bench.eventually(f'{port} has its carrier', f'[ "$(cat /sys/class/net/{port}/carrier 2>/dev/null)" = 1 ]')
