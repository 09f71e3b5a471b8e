// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Functions passed to user space (drivers/vfio). */
final class Vfio {
    static final String DRIVER = "vfio-pci";

    private final Simulation machine;

    Vfio(Simulation machine) {
        this.machine = machine;
    }

    /** vfio-pci and its variants for single cards. */
    static boolean isVfio(String driver) {
        return driver.contains("vfio");
    }

    /** The device nodes that user space opens. */
    void appear(Function function) {
        int group = function.group().orElseThrow();
        Path groupDevice = machine.tree().at("sys/devices/virtual/vfio/" + group);
        Tree.link(groupDevice.resolve("subsystem"), machine.tree().at("sys/class/vfio"));
        Tree.link(machine.tree().at("sys/class/vfio/" + group), groupDevice);
        Tree.writeExactly(node("vfio"), "");
        Tree.writeExactly(node(String.valueOf(group)), "");
        Path device = function.at("vfio-dev").resolve("vfio" + lowestFreeDevice());
        Tree.link(device.resolve("device"), function.directory());
        Tree.link(device.resolve("subsystem"), machine.tree().at("sys/class/vfio-dev"));
        Tree.link(
                machine.tree()
                        .at("sys/class/vfio-dev")
                        .resolve(device.getFileName().toString()),
                device);
    }

    private int lowestFreeDevice() {
        List<String> taken = Tree.names(machine.tree().at("sys/class/vfio-dev"));
        int number = 0;
        while (taken.contains("vfio" + number)) {
            number++;
        }
        return number;
    }

    void vanish(Function function) {
        for (String device : Tree.names(function.at("vfio-dev"))) {
            Tree.delete(machine.tree().at("sys/class/vfio-dev").resolve(device));
        }
        Tree.delete(function.at("vfio-dev"));
        function.group().filter(group -> !isUsed(group, function)).ifPresent(group -> {
            Tree.delete(machine.tree().at("sys/devices/virtual/vfio/" + group));
            Tree.delete(machine.tree().at("sys/class/vfio/" + group));
            Tree.delete(node(String.valueOf(group)));
        });
    }

    private boolean isUsed(int group, Function butNotBy) {
        return new Groups(machine)
                .members(group).stream()
                        .filter(member -> !member.equals(butNotBy.address().toString()))
                        .anyMatch(member -> machine.function(member)
                                .filter(Function::isOnVfio)
                                .isPresent());
    }

    private Path node(String name) {
        return machine.tree().at("dev/vfio").resolve(name);
    }

    /** The process that has the function open. */
    Optional<Integer> holder(Function function) {
        if (!function.isOnVfio()) {
            return Optional.empty();
        }
        String node = "/dev/vfio/" + function.group().map(String::valueOf).orElse("");
        List<String> devices = Tree.names(function.at("vfio-dev")).stream()
                .map("/dev/vfio/devices/"::concat)
                .toList();
        for (String process : Tree.names(machine.sysroot().processes())) {
            Path files = machine.sysroot().processes().resolve(process).resolve("fd");
            for (String file : process.matches("\\d{1,9}") ? Tree.names(files) : List.<String>of()) {
                String target = Tree.target(files.resolve(file)).orElse("");
                if (target.equals(node) || devices.contains(target)) {
                    return Optional.of(Integer.valueOf(process));
                }
            }
        }
        return Optional.empty();
    }
}
