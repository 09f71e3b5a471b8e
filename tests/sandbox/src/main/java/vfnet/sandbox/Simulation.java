// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.system.IpQuery;
import vfnet.system.Sysroot;

/** The machine during a change: read at the beginning, written back when closed, even if the power fails. */
final class Simulation implements AutoCloseable {
    /** {@code IFLA_VFINFO_LIST} has a length of 16 bits; so many VFs of about 295 bytes each fit. */
    private static final int MAX_VFS_IN_LINK_TABLE = 222;

    private final Sysroot sysroot;
    private final Tree tree;
    private final Answers answers;
    private final SimulatorState memory;
    private Optional<Effect> befalling = Optional.empty();

    private Simulation(Sysroot sysroot) {
        this.sysroot = sysroot;
        tree = new Tree(sysroot.root());
        answers = Answers.read(sysroot.capturedAnswers());
        memory = SimulatorState.read(memoryFile(sysroot));
        memory.overflow.forEach((index, rest) ->
                answers.link(index).ifPresent(link -> rest.forEach(link.withArray("vfinfo_list")::add)));
        memory.overflow.clear();
    }

    static Simulation of(Sysroot sysroot) {
        return new Simulation(sysroot);
    }

    static Path memoryFile(Sysroot sysroot) {
        return sysroot.root().resolve(".vfnet-sandbox");
    }

    Sysroot sysroot() {
        return sysroot;
    }

    Tree tree() {
        return tree;
    }

    Answers answers() {
        return answers;
    }

    SimulatorState memory() {
        return memory;
    }

    /** The function at this address; empty when there is none. */
    Optional<Function> function(String address) {
        return PciAddress.parse(address)
                .filter(known -> known.toString().equals(address))
                .flatMap(known -> Tree.resolved(sysroot.pciDevices().resolve(address))
                        .map(directory -> new Function(this, known, directory)));
    }

    /** Every function, in bus order. */
    List<Function> functions() {
        List<Function> functions = new ArrayList<>();
        Tree.names(sysroot.pciDevices()).forEach(name -> function(name).ifPresent(functions::add));
        return functions;
    }

    /** The fault that hits the operation in progress; its interfaces and VFs query it. */
    Optional<Effect> befalling() {
        return befalling;
    }

    void befall(Optional<Effect> effect) {
        befalling = effect;
    }

    void schedule(long microseconds, ScheduledEvent.Kind kind, String subject, String detail) {
        memory.happenings.add(new ScheduledEvent(memory.clock + microseconds, kind, subject, detail));
    }

    @Override
    public void close() {
        for (JsonNode link : answers.list(IpQuery.LINKS)) {
            if (link.get("vfinfo_list") instanceof ArrayNode vfs && vfs.size() > MAX_VFS_IN_LINK_TABLE) {
                memory.overflow.put(link.path("ifindex").asInt(), cut(vfs));
            }
        }
        answers.save();
        memory.save(memoryFile(sysroot));
    }

    private static List<ObjectNode> cut(ArrayNode vfs) {
        List<ObjectNode> rest = new ArrayList<>();
        while (vfs.size() > MAX_VFS_IN_LINK_TABLE) {
            rest.addFirst((ObjectNode) vfs.remove(vfs.size() - 1));
        }
        return rest;
    }
}
