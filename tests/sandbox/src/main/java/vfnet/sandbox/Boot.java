// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.machine.MachineFile;
import vfnet.machine.MachineFolder;
import vfnet.system.IpQuery;
import vfnet.system.Sysroot;

/** The machine boots: everything that is only in memory is created again. */
final class Boot {
    private static final List<String> IN_MEMORY = List.of("sys", "proc", "run", "dev");

    private final Simulation machine;

    Boot(Simulation machine) {
        this.machine = machine;
    }

    /** The snapshot, kept for the next boot. */
    static Path image(Sysroot sysroot) {
        return sysroot.root().resolve(".vfnet-boot");
    }

    static void reboot(Sysroot sysroot) {
        SimulatorState before = SimulatorState.read(Simulation.memoryFile(sysroot));
        Path anew = sysroot.root().resolve(".vfnet-anew");
        try {
            MachineFolder.unpack(MachineFile.read(image(sysroot)), anew);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Tree.delete(sysroot.capturedAnswers());
        for (String directory : IN_MEMORY) {
            Tree.delete(sysroot.root().resolve(directory));
            if (!directory.equals("run") && Tree.exists(anew.resolve(directory))) {
                Tree.move(anew.resolve(directory), sysroot.root().resolve(directory));
            }
        }
        if (Tree.exists(new Sysroot(anew).capturedAnswers())) {
            Tree.move(new Sysroot(anew).capturedAnswers(), sysroot.capturedAnswers());
        }
        Tree.delete(anew);
        remembering(before).save(Simulation.memoryFile(sysroot));
        try (Simulation simulation = Simulation.of(sysroot)) {
            new Boot(simulation).start();
        }
    }

    /** The user of the sandbox needs this from before the boot. */
    private static SimulatorState remembering(SimulatorState before) {
        SimulatorState anew = new SimulatorState();
        anew.origin = before.origin;
        anew.performed = before.performed;
        anew.faults = before.faults;
        return anew;
    }

    /** Without VFs, except those of a module's parameter, and without the processes of the snapshot. */
    private void start() {
        for (String process : Tree.names(machine.sysroot().processes())) {
            if (process.matches("\\d+") && !process.equals("1")) {
                Tree.delete(machine.sysroot().processes().resolve(process));
            }
        }
        furnish();
        for (Function pf : machine.functions()) {
            if (!pf.virtualFunctions().isEmpty() && !pf.rules().has(CardRules.Quirk.NO_SYSFS)) {
                new VfDevices(machine).removeAll(pf);
            }
            if (pf.driver().filter(Mlx4.MODULE::equals).isPresent() && Tree.exists(pf.at("sriov_totalvfs"))) {
                byParameter(pf);
            }
            if (Tree.exists(pf.at("sriov_drivers_autoprobe"))) {
                Tree.write(pf.at("sriov_drivers_autoprobe"), "1");
            }
        }
        awaitNetwork();
        machine.memory().lastInterface = lastInterface();
        machine.memory().log.clear();
    }

    /** mlx4_core is loaded with the options in modprobe.d; if that gives as many VFs, they are as captured. */
    private void byParameter(Function pf) {
        Mlx4 driver = new Mlx4(machine);
        driver.configure(List.of());
        if (driver.count(pf) != pf.virtualFunctions().size()) {
            new VfDevices(machine).removeAll(pf);
            driver.makeVfs(pf);
        }
    }

    /** Until systemd brings up the network, after vfnet, the cards' ports are down. */
    private void awaitNetwork() {
        for (Function pf : machine.functions()) {
            for (ObjectNode port : pf.physicalFunction().isEmpty() ? pf.ports() : List.<ObjectNode>of()) {
                if (Carrier.isUp(port)) {
                    machine.memory().raisedByNetwork.add(port.path("ifindex").asInt());
                    new Carrier(machine).lower(port);
                }
            }
        }
    }

    /** The network configuration brings its ports up. */
    void networkComes() {
        for (int index : machine.memory().raisedByNetwork) {
            machine.answers().link(index).ifPresent(new Carrier(machine)::raise);
        }
        machine.memory().raisedByNetwork.clear();
    }

    /**
     * What a snapshot leaves out and a running machine has: the attributes that are only written, root's access to
     * process 1, udev's records, and an installed vfnet, whose boot service systemd starts.
     */
    void furnish() {
        Tree.makeDirectory(machine.sysroot().processes().resolve("1").resolve("fd"));
        Tree.writeExactly(machine.sysroot().driversProbe(), "");
        Tree.writeExactly(machine.sysroot().enabledBootService(), "");
        for (Function function : machine.functions()) {
            furnish(function);
        }
        for (String name : Tree.names(machine.sysroot().netClass())) {
            Tree.number(machine.sysroot().netClass().resolve(name).resolve("ifindex"))
                    .ifPresent(index -> Tree.write(machine.sysroot().udevData(index), "E:ID_NET_NAME=" + name));
        }
        machine.memory().lastInterface = lastInterface();
    }

    private void furnish(Function function) {
        if (Tree.exists(function.at("sriov_totalvfs"))) {
            Tree.write(
                    function.at("sriov_numvfs"),
                    String.valueOf(function.virtualFunctions().size()));
        }
        Optional<String> driver = function.driver().filter(name -> !Vfio.isVfio(name));
        driver.ifPresent(name -> machine.memory().nativeDrivers.put(function.id(), name));
        if (function.isOnVfio()) {
            function.group().ifPresent(group -> Tree.writeExactly(machine.tree().at("dev/vfio/" + group), ""));
        }
    }

    private int lastInterface() {
        int last = 0;
        for (JsonNode link : machine.answers().list(IpQuery.LINKS)) {
            last = Math.max(last, link.path("ifindex").asInt());
        }
        for (String name : Tree.names(machine.sysroot().netClass())) {
            last = Math.max(
                    last,
                    Tree.number(machine.sysroot().netClass().resolve(name).resolve("ifindex"))
                            .orElse(0));
        }
        return last;
    }
}
