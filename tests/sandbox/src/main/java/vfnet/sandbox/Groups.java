// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The IOMMU groups (drivers/iommu/iommu.c). */
final class Groups {
    private final Simulation machine;
    private Optional<Integer> highestFixed = Optional.empty();

    Groups(Simulation machine) {
        this.machine = machine;
    }

    /**
     * Puts a new VF into a group: one of its own, with the lowest free number, or its PF's where that has other
     * functions than the PF, since then the slot cannot isolate its functions.
     */
    void join(Function vf, Function pf) {
        Optional<Integer> pfGroup = pf.group();
        if (pfGroup.isEmpty()) {
            return;
        }
        boolean isolated = members(pfGroup.get()).stream()
                .allMatch(member -> member.equals(pf.address().toString())
                        || machine.function(member)
                                .flatMap(Function::physicalFunction)
                                .isPresent());
        int number = isolated ? lowestFree() : pfGroup.get();
        Path group = directory(number);
        if (!Tree.exists(group)) {
            Tree.write(
                    group.resolve("type"),
                    Tree.text(directory(pfGroup.get()).resolve("type")).orElse("DMA"));
        }
        Tree.link(group.resolve("devices").resolve(vf.address().toString()), vf.directory());
        Tree.link(vf.at("iommu_group"), group);
        Tree.resolved(pf.at("iommu")).ifPresent(iommu -> {
            Tree.link(vf.at("iommu"), iommu);
            Tree.link(iommu.resolve("devices").resolve(vf.address().toString()), vf.directory());
        });
    }

    void leave(Function vf) {
        vf.group().ifPresent(number -> {
            Tree.delete(
                    directory(number).resolve("devices").resolve(vf.address().toString()));
            if (members(number).isEmpty()) {
                Tree.delete(directory(number));
            }
            vf.log("Removing from iommu group " + number);
        });
        Tree.resolved(vf.at("iommu"))
                .ifPresent(iommu -> Tree.delete(
                        iommu.resolve("devices").resolve(vf.address().toString())));
    }

    /** A snapshot leaves out devices that do not matter, so a gap below the highest of the others may not be free. */
    private int lowestFree() {
        Set<String> taken = Set.copyOf(Tree.names(machine.tree().at("sys/kernel/iommu_groups")));
        if (highestFixed.isEmpty()) {
            highestFixed = Optional.of(taken.stream()
                    .map(Integer::valueOf)
                    .filter(this::isFixed)
                    .max(Integer::compare)
                    .orElse(-1));
        }
        int number = highestFixed.get() + 1;
        while (taken.contains(String.valueOf(number))) {
            number++;
        }
        return number;
    }

    private boolean isFixed(int group) {
        return members(group).stream()
                .anyMatch(member -> machine.function(member)
                        .flatMap(Function::physicalFunction)
                        .isEmpty());
    }

    List<String> members(int number) {
        return Tree.names(directory(number).resolve("devices"));
    }

    private Path directory(int number) {
        return machine.tree().at("sys/kernel/iommu_groups/" + number);
    }
}
