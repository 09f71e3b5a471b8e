// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import vfnet.apply.kernel.Kernel;
import vfnet.machine.CapturedMachine;
import vfnet.machine.MachineFile;
import vfnet.machine.MachineFolder;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;

/**
 * A machine in a folder, or in a file system in memory, with a kernel that follows the rules of the real one. All its
 * state is in the folder, so that another process can continue with it. Not thread-safe.
 */
public final class SimulatedMachine {
    private final Sysroot sysroot;

    private SimulatedMachine(Path folder) throws IOException {
        sysroot = new Sysroot(folder.toRealPath());
    }

    /**
     * Creates a machine.
     *
     * @param machine a snapshot's file
     * @param folder its folder; created if missing, and otherwise empty
     */
    public static SimulatedMachine create(Path machine, Path folder) throws IOException {
        return create(MachineFile.read(machine), machine.getFileName().toString(), folder);
    }

    /** @param origin its name */
    public static SimulatedMachine create(CapturedMachine machine, String origin, Path folder) throws IOException {
        MachineFolder.unpack(machine, folder);
        SimulatedMachine made = new SimulatedMachine(folder);
        Tree.writeExactly(Boot.image(made.sysroot), MachineFile.text(machine));
        made.change(simulation -> {
            simulation.memory().origin = origin;
            new Boot(simulation).furnish();
        });
        return made;
    }

    /** The machine in this folder. */
    public static SimulatedMachine open(Path folder) throws IOException {
        if (!isMachine(folder)) {
            throw new IOException(folder + " holds no simulated host");
        }
        return new SimulatedMachine(folder);
    }

    /** Whether the folder has a simulated host. */
    public static boolean isMachine(Path folder) {
        return Files.exists(Simulation.memoryFile(new Sysroot(folder)));
    }

    /** The snapshot that it was created from. */
    public String origin() {
        return SimulatorState.read(Simulation.memoryFile(sysroot)).origin;
    }

    /** The read-only view of the machine. Its ip answers again each time. */
    public MachineView view() {
        MachineView now = LiveIp.view(sysroot);
        return new MachineView(sysroot, now.refusals(), new LiveIp(sysroot));
    }

    /** Changes the machine. Throws {@link PowerCut} when a fault requires it, and from then on until a reboot. */
    public Kernel kernel() {
        return new SimulatedKernel(sysroot);
    }

    /** Arms a fault. Of several that match, the one armed first occurs. */
    public void arm(Fault fault) {
        change(simulation -> simulation.memory().faults.add(fault.toString()));
    }

    /** Disarms all faults. */
    public void disarm() {
        change(simulation -> simulation.memory().faults.clear());
    }

    /** The faults that are armed and have not occurred, as text. */
    public List<String> armed() {
        return List.copyOf(SimulatorState.read(Simulation.memoryFile(sysroot)).faults);
    }

    /** Every operation of the kernel since the machine was created, in order; also those that failed. */
    public List<Operation> performed() {
        return List.copyOf(SimulatorState.read(Simulation.memoryFile(sysroot)).performed);
    }

    /** The whole log of the kernel since boot. */
    public List<String> log() {
        return SimulatorState.read(Simulation.memoryFile(sysroot)).log.stream()
                .map(line -> "[%12.6f] %s".formatted(line.at() / 1e6, line.text()))
                .toList();
    }

    /** Lets time pass, as {@link Kernel#pause} does. */
    public void pass(Duration time) {
        change(simulation -> new ScheduledEvents(simulation).pass(time.toNanos() / 1000));
    }

    /**
     * Assigns a VF to a VM, as libvirt does: the VF is bound to vfio-pci, and the VM's process has it open.
     *
     * @param port an interface's name or a PCI address
     * @return the process
     */
    public int attach(String port, int vf, String vm) {
        try (Simulation simulation = Simulation.of(sysroot)) {
            return new Guests(simulation).attach(port, vf, vm);
        }
    }

    /** The VM releases the VF: its process ends, what waited for that goes on, and the host's driver is bound. */
    public void detach(String port, int vf) {
        change(simulation -> new Guests(simulation).detach(port, vf));
    }

    /**
     * Moves a port into another network namespace: {@code ip link set PORT netns NAMESPACE}.
     *
     * @param port its interface's name
     * @param namespace a name under {@code /run/netns}, which is created if missing
     */
    public void moveToNamespace(String port, String namespace) {
        change(simulation -> new Netdevs(simulation).move(port, namespace));
    }

    /**
     * Nobody may enter a network namespace any more.
     *
     * @param namespace a name under {@code /run/netns}
     */
    public void closeNamespace(String namespace) {
        change(simulation -> simulation.answers().closeNamespace("/run/netns/" + namespace));
    }

    /**
     * A bridge learns where an address is, as from a guest that sends something.
     *
     * @param port the port of the bridge
     */
    public void learn(String port, String address) {
        change(simulation -> new BridgeBatch(simulation).learn(port, address));
    }

    /**
     * Removes an interface that belongs to no card, as that of a VM that is stopped.
     *
     * @param name its name
     */
    public void removeInterface(String name) {
        change(simulation -> new Netdevs(simulation).removeVirtual(name));
    }

    /** A bridge forgets an address, as from a guest that has been silent for the ageing time. */
    public void forget(String bridge, String address) {
        change(simulation -> new BridgeBatch(simulation).forget(bridge, address));
    }

    /**
     * Resets a port's function: its VFs remain with their settings, and lose Bus Master (seen with igb on Linux 6.12).
     *
     * @param port an interface's name or a PCI address
     */
    public void reset(String port) {
        change(simulation -> simulation
                .function(port)
                .orElseThrow()
                .virtualFunctions()
                .values()
                .forEach(vf -> vf.setBusMaster(false)));
    }

    /**
     * Reboots the machine: what is not on a disk is as it was captured, without VFs. It stops before systemd starts the
     * network: all ports are down.
     */
    public void reboot() {
        Boot.reboot(sysroot);
    }

    /** After a reboot: the network comes up, with the ports that were up in the snapshot. */
    public void networkComes() {
        change(simulation -> new Boot(simulation).networkComes());
    }

    /** Something that happens to the machine. */
    private interface Change {
        void on(Simulation simulation);
    }

    private void change(Change change) {
        try (Simulation simulation = Simulation.of(sysroot)) {
            change.on(simulation);
        }
    }
}
