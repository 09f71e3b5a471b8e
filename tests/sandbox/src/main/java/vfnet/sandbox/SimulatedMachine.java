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
 * A machine in a folder, or in a file system in memory, with a kernel that keeps the rules of the real one. All its
 * state lies in the folder, so that another process can go on with it. Not for several threads at once.
 */
public final class SimulatedMachine {
    private final Sysroot sysroot;

    private SimulatedMachine(Path folder) throws IOException {
        sysroot = new Sysroot(folder.toRealPath());
    }

    /**
     * Makes a machine.
     *
     * @param machine a snapshot's file
     * @param folder where to put it; made where it does not exist, and empty where it does
     */
    public static SimulatedMachine create(Path machine, Path folder) throws IOException {
        return create(MachineFile.read(machine), machine.getFileName().toString(), folder);
    }

    /** @param origin what to call it */
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

    /** The machine that lies in this folder. */
    public static SimulatedMachine open(Path folder) throws IOException {
        if (!isMachine(folder)) {
            throw new IOException(folder + " holds no simulated host");
        }
        return new SimulatedMachine(folder);
    }

    /** Whether a simulated host lies there. */
    public static boolean isMachine(Path folder) {
        return Files.exists(Simulation.memoryFile(new Sysroot(folder)));
    }

    /** What it was made of. */
    public String origin() {
        return SimulatorState.read(Simulation.memoryFile(sysroot)).origin;
    }

    /** The machine to be looked at. Its ip answers anew each time. */
    public MachineView view() {
        MachineView now = LiveIp.view(sysroot);
        return new MachineView(sysroot, now.refusals(), new LiveIp(sysroot));
    }

    /** What changes the machine. Throws {@link PowerCut} when a fault says so, and from then on until a reboot. */
    public Kernel kernel() {
        return new SimulatedKernel(sysroot);
    }

    /** Has something go wrong. Of several faults that fit, the one armed first strikes. */
    public void arm(Fault fault) {
        change(simulation -> simulation.memory().faults.add(fault.toString()));
    }

    /** From now on nothing goes wrong. */
    public void disarm() {
        change(simulation -> simulation.memory().faults.clear());
    }

    /** The faults that are armed and have not struck, in words. */
    public List<String> armed() {
        return List.copyOf(SimulatorState.read(Simulation.memoryFile(sysroot)).faults);
    }

    /** Every operation that the kernel was asked for since the machine was made, in order; also those refused. */
    public List<Operation> performed() {
        return List.copyOf(SimulatorState.read(Simulation.memoryFile(sysroot)).performed);
    }

    /** The whole log of the kernel since the machine was started. */
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
     * A VM takes a VF, as libvirt gives it one: the VF is bound to vfio-pci, and the VM's process has it open.
     *
     * @param port an interface's name or a PCI address
     * @return the process
     */
    public int attach(String port, int vf, String vm) {
        try (Simulation simulation = Simulation.of(sysroot)) {
            return new Guests(simulation).attach(port, vf, vm);
        }
    }

    /** The VM gives the VF back: its process ends, what waited for that goes on, and the host's driver takes it. */
    public void detach(String port, int vf) {
        change(simulation -> new Guests(simulation).detach(port, vf));
    }

    /**
     * Somebody moves a port into another network namespace: {@code ip link set PORT netns NAMESPACE}.
     *
     * @param port its interface's name
     * @param namespace a name under {@code /run/netns}, which is made where there is none
     */
    public void moveToNamespace(String port, String namespace) {
        change(simulation -> new Netdevs(simulation).move(port, namespace));
    }

    /**
     * The machine starts anew: what is not on a disk is as it was when it was captured, without VFs. It stops where
     * systemd would start the network: all ports are down.
     */
    public void reboot() {
        Boot.reboot(sysroot);
    }

    /** After a restart: the network comes up, and raises the ports that were up in the capture. */
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
