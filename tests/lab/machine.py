# SPDX-License-Identifier: LGPL-3.0-or-later
"""A virtual machine with SR-IOV cards: what it is made of, how it is started, and how commands run in it."""
import contextlib
import dataclasses
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

# The kernel's own thread has had no processor for 21 seconds or more (kernel/rcu/tree_stall.h).
STARVED = b'kthread starved for'


class LabError(Exception):
    """The laboratory itself cannot go on; no word about vfnet."""


@dataclasses.dataclass(frozen=True)
class Card:
    """A network card behind a root port of its own. Slot k is bus k, whatever else is in the machine."""
    slot: int
    mac: str
    model: str = 'igb'
    # Without access control its functions share one IOMMU group.
    acs: bool = True
    # Of a virtio card, whose VFs are devices of their own: how many there can be.
    vfs: int = 0

    def devices(self):
        """QEMU's words for it. A virtio card comes after its VFs."""
        words = []
        for number in range(self.vfs, 0, -1):
            words += ['-netdev', f'hubport,id=wire{self.slot}v{number},hubid=1', '-device',
                      f'{self.model},bus=slot{self.slot},addr=0x0.{number:#x},netdev=wire{self.slot}v{number},'
                      f'mac={self.mac[:-2]}{number:02x},sriov-pf=card{self.slot},romfile=']
        place = ',addr=0x0.0x0' if self.vfs else ''
        return words + ['-netdev', f'hubport,id=wire{self.slot},hubid=1', '-device',
                        f'{self.model},id=card{self.slot},bus=slot{self.slot}{place},netdev=wire{self.slot},'
                        f'mac={self.mac},romfile=']


FIRST = Card(1, '52:54:00:00:01:00')
SECOND = Card(2, '52:54:00:00:02:00')
PLAIN = Card(3, '52:54:00:00:03:00', model='e1000e')


@dataclasses.dataclass(frozen=True)
class Shape:
    """What a machine is made of."""
    name: str
    cards: tuple = (FIRST, SECOND, PLAIN)
    # Machines of one disk are one machine whose cards have been changed.
    disk: str = ''
    # What is on the disk: a bare Debian, or one with the tools that vfnet writes files for, which is the kernel's Debian.
    peers: bool = False
    # In MB.
    memory: int = 1024
    slots: int = 4
    cpu: str = 'max'
    iommu: bool = True
    interrupt_remapping: bool = True
    # Whether it can wake from a suspend to RAM, which resets it: QEMU would then reload an uncompressed kernel into
    # memory, over what it has become since.
    wakes: bool = False
    # OVMF in place of SeaBIOS.
    uefi: bool = False
    # More of QEMU's words.
    more: tuple = ()
    # The systems whose QEMU has such a machine; any where it is empty.
    systems: tuple = ()


@dataclasses.dataclass(frozen=True)
class Result:
    """What came of a command in the guest."""
    command: str
    status: int
    out: str
    err: str


class Parts:
    """What scripts/lab has fetched and made."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def qemu(self, kernel):
        """QEMU with its own C library, whichever this machine has; of a Debian's own where the laboratory has that."""
        root = self.folder / f'qemu-{kernel}'
        if not root.exists():
            root = self.folder / 'qemu'
        libraries = root / 'usr/lib/x86_64-linux-gnu'
        folders = root / 'lib64', root / 'usr/lib64'
        loader = next(folder for folder in folders if folder.exists()) / 'ld-linux-x86-64.so.2'
        return [str(loader), '--library-path',
                f'{libraries}:{root}/lib/x86_64-linux-gnu', str(root / 'usr/bin/qemu-system-x86_64'),
                '-L', str(root / 'usr/share/qemu'), '-L', str(root / 'usr/share/seabios')]

    def disk(self, shape, kernel):
        """Kernels of Debian 12 share its disk; other Debians have one each."""
        if shape.peers:
            return self.folder / f'disk-peers-{kernel}'
        return self.folder / ('disk' if kernel.startswith('bookworm') else f'disk-{kernel}')

    def kernel(self, name):
        return self.folder / f'kernel-{name}'

    def firmware(self):
        """OVMF's code, and what its variables are at first."""
        return [self.folder / f'ovmf/usr/share/OVMF/OVMF_{part}_4M.fd' for part in ('CODE', 'VARS')]

    def release(self, name):
        return next((self.kernel(name) / 'lib/modules').iterdir()).name


def arguments(shape):
    """QEMU's words for the shape. Every device has its place, so that none moves when another is missing."""
    words = ['-nodefaults', '-display', 'none', '-monitor', 'none', '-accel', 'tcg', '-cpu', shape.cpu, '-smp', '2',
             '-m', str(shape.memory), '-machine', 'q35,kernel-irqchip=split']
    if shape.iommu:
        words += ['-device', f'intel-iommu,intremap={"on" if shape.interrupt_remapping else "off"}']
    without_acs = {card.slot for card in shape.cards if not card.acs}
    for slot in range(1, shape.slots + 1):
        port = f'pcie-root-port,id=slot{slot},chassis={slot},slot={slot},addr={slot + 3:#x}'
        words += ['-device', port + (',disable-acs=true' if slot in without_acs else '')]
    # One network for all: a hub without an uplink.
    for card in shape.cards:
        words += card.devices()
    words += ['-netdev', 'hubport,id=wire0,hubid=1', '-device',
              'virtio-net-pci,addr=0x3,netdev=wire0,mac=52:54:00:00:00:00,romfile=']
    return words + list(shape.more)


class Machine:
    """A running machine. What is changed on its disk stays for the next machine that is given the same folder."""
    BOOT_PATIENCE = 300
    COMMAND_TIMEOUT = 120
    # QEMU's processes, to kill them all.
    RUNNING = []

    def __init__(self, parts, kernel, shape, folder):
        self.parts, self.kernel, self.shape = parts, kernel, shape
        self.release = parts.release(kernel)
        self.folder = pathlib.Path(folder)
        self.number = 0
        # How often it stood still and was started again.
        self.stalls = 0
        self.agent = self.process = None

    def start(self):
        """Starts it and waits until the guest is up. QEMU itself aborts now and then (iotlb_to_section: section_index <
        sections_nb) while the firmware finds the cards, which says nothing about vfnet."""
        try:
            return self.start_once()
        except LabError:
            if not self.has_aborted():
                raise
            self.kill()
            return self.start_once()

    def has_aborted(self):
        try:
            return self.process is not None and self.process.wait(10) == -signal.SIGABRT
        except subprocess.TimeoutExpired:
            return False

    def start_once(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        disk = self.folder / 'disk'
        if not disk.exists():
            subprocess.run(['cp', '--sparse=always', '--reflink=auto', self.parts.disk(self.shape, self.kernel), disk], check=True)
        here = self.folder / 'agent'
        here.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as door:
            with short_path(self.folder) as folder:
                door.bind(f'{folder}/agent')
            door.listen(1)
            self.process = self.launch(disk)
            self.accept(door)
        self.await_hello()
        return self

    def launch(self, disk):
        kernel = self.parts.kernel(self.kernel)
        words = self.parts.qemu(self.kernel) + arguments(self.shape) + self.firmware() + [
            '-kernel', str(kernel / ('vmlinuz' if self.shape.wakes else 'vmlinux')), '-initrd', str(kernel / 'initramfs'),
            # On a busy machine the timer's first ticks come too late for the kernel, which then panics.
            '-append', 'console=ttyS0 quiet loglevel=4 systemd.show_status=0 no_timer_check',
            '-drive', f'file={disk},format=raw,if=none,id=disk,cache=unsafe',
            '-device', 'virtio-blk-pci,addr=0x1d,drive=disk',
            '-device', 'virtio-serial-pci,addr=0x1c', '-chardev', 'socket,id=agent,path=agent',
            '-device', 'virtserialport,chardev=agent,name=vfnet.lab',
            '-qmp', 'unix:monitor,server=on,wait=off',
            '-chardev', f'socket,id=console,path=console,server=on,wait=off,logfile=console-{self.shape.name}.log,'
            'logappend=on', '-serial', 'chardev:console']
        with open(self.folder / 'qemu.log', 'ab') as errors:
            process = subprocess.Popen(words, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors,
                                       start_new_session=True)
        self.RUNNING.append(process)
        return process

    def firmware(self):
        """QEMU's words for the one that is not its own."""
        if not self.shape.uefi:
            return []
        code, variables = self.parts.firmware()
        shutil.copy(variables, self.folder / 'variables')
        return ['-drive', f'file={code},if=pflash,format=raw,readonly=on', '-drive', 'file=variables,if=pflash,format=raw']

    def accept(self, door):
        door.settimeout(30)
        try:
            self.agent, _ = door.accept()
        except TimeoutError:
            self.kill()
            raise LabError('QEMU does not start: ' + tail(self.folder / 'qemu.log')) from None
        self.buffer = b''

    def await_hello(self):
        """The guest is up once its agent says so; it starts after everything else."""
        line = ''
        while not line.startswith('hello'):
            line = self.line(time.monotonic() + self.BOOT_PATIENCE, 'the guest does not come up')
        # Everything is up except for cards and udev.
        self.run('udevadm settle --timeout 60')

    def line(self, deadline, otherwise):
        while b'\n' not in self.buffer:
            self.receive(deadline, otherwise)
        line, self.buffer = self.buffer.split(b'\n', 1)
        return line.decode('utf-8', 'replace')

    def bytes(self, count, deadline, otherwise):
        while len(self.buffer) < count:
            self.receive(deadline, otherwise)
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken.decode('utf-8', 'replace')

    def receive(self, deadline, otherwise):
        self.agent.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            more = self.agent.recv(1 << 16)
        except TimeoutError:
            more = b''
        if not more:
            raise LabError(f'{otherwise}; its console ends: ' + tail(self.folder / f'console-{self.shape.name}.log'))
        self.buffer += more

    def run(self, script, timeout=COMMAND_TIMEOUT):
        """Runs a shell script in the guest."""
        self.send(script)
        deadline = time.monotonic() + timeout
        otherwise = f'the guest does not answer to: {script}'
        number, status, out, err = self.line(deadline, otherwise).split()
        if int(number) != self.number:
            raise LabError(f'answer {number} to command {self.number}')
        return Result(script, int(status), self.bytes(int(out), deadline, otherwise),
                      self.bytes(int(err), deadline, otherwise))

    def send(self, script):
        self.number += 1
        coded = script.replace('\\', '\\\\').replace('\n', '\\n')
        self.agent.sendall(f'{self.number} {coded}\n'.encode())

    def reboot(self):
        """A real restart of the guest, from its firmware on."""
        if self.shape.peers:
            # With many VFs, QEMU's reset sometimes fails (iotlb_to_section: section_index < sections_nb).
            self.stop()
            self.start()
            return
        console = self.folder / f'console-{self.shape.name}.log'
        before = console.stat().st_size
        self.send('systemctl reboot')
        try:
            self.await_hello()
        except LabError:
            if STARVED not in console.read_bytes()[before:]:
                raise
            # On a busy machine an emulated processor may stand still for good, which says nothing about vfnet.
            self.kill()
            self.stalls += 1
            self.start()

    def pull(self, slot):
        """Pulls the card in this slot out, as a hand at its button does; the guest decides when it goes."""
        self.command('device_del', id=f'card{slot}')

    def plug(self, slot):
        """Puts the same card into the slot again."""
        card = next(card for card in self.shape.cards if card.slot == slot)
        self.command('device_add', driver=card.model, id=f'card{slot}', bus=f'slot{slot}', netdev=f'wire{slot}',
                     mac=card.mac, romfile='')

    def fail(self, slot, error):
        """Has the port above this slot report an error of the bus (AER), by QEMU's name for it; igb cannot report any itself."""
        self.command('human-monitor-command', **{'command-line': f'pcie_aer_inject_error slot{slot} {error}'})

    def command(self, name, **words):
        """A command to QEMU itself (QEMU Machine Protocol)."""
        with socket.socket(socket.AF_UNIX) as monitor, short_path(self.folder) as folder:
            monitor.connect(f'{folder}/monitor')
            monitor.settimeout(30)
            with monitor.makefile('rw') as lines:
                lines.readline()
                for command in ({'execute': 'qmp_capabilities'}, {'execute': name, 'arguments': words}):
                    lines.write(json.dumps(command) + '\n')
                    lines.flush()
                    answer = {}
                    while 'return' not in answer and 'error' not in answer:
                        answer = json.loads(lines.readline())
                    if 'error' in answer:
                        raise LabError(f'QEMU: {name}: {answer["error"]["desc"]}')

    def stop(self):
        """Shuts the guest down and waits until its disk is written."""
        if self.process is None:
            return
        if self.process.poll() is None and self.agent is not None:
            try:
                self.send('systemctl poweroff')
                self.process.wait(120)
            except (OSError, subprocess.TimeoutExpired):
                pass
        self.kill()

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.agent is not None:
            self.agent.close()
        self.agent = self.process = None


@contextlib.contextmanager
def short_path(folder):
    """The folder by a path that leaves room in a socket's name, which a real one may not."""
    directory = os.open(folder, os.O_PATH)
    try:
        yield f'/proc/self/fd/{directory}'
    finally:
        os.close(directory)


def tail(file, lines=5):
    """The end of a log, on one line."""
    try:
        text = file.read_text('utf-8', 'replace').replace('\r', '')
    except OSError:
        return 'nothing'
    return ' | '.join([line for line in text.split('\n') if line.strip()][-lines:]) or 'nothing'
