// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import vfnet.model.Errno;
import vfnet.system.IpQuery;

/** Network interfaces: they appear and disappear in sysfs and in ip's answers together. */
final class Netdevs {
    /** What a new link shows, of all that its PF's link shows. */
    private static final List<String> OF_A_NEW_LINK = List.of(
            "linkmode",
            "group",
            "txqlen",
            "link_type",
            "broadcast",
            "min_mtu",
            "max_mtu",
            "inet6_addr_gen_mode",
            "gso_max_size",
            "gso_max_segs",
            "tso_max_size",
            "tso_max_segs",
            "gro_max_size",
            "parentbus");

    private static final String DOWN = "0x1002";

    private final Simulation machine;

    /**
     * Creates an interface.
     *
     * @param like a link of the same kind of card
     * @param assigned the origin of its address: 0 the card, 1 random (linux/netdevice.h, NET_ADDR_*)
     */
    record Newcomer(Function function, int devPort, ObjectNode like, String address, int assigned, int queues) {
        private boolean isInfiniband() {
            return VfInfo.isInfiniband(like);
        }
    }

    Netdevs(Simulation machine) {
        this.machine = machine;
    }

    /** @return its link, with its name from the kernel: udev has not renamed it yet */
    ObjectNode add(Newcomer newcomer) {
        int index = ++machine.memory().lastInterface;
        String name = kernelName();
        Path directory = newcomer.function.net().resolve(name);
        attributes(directory, newcomer, index);
        refusals(directory);
        Tree.link(machine.sysroot().netClass().resolve(name), directory);
        ObjectNode link = link(newcomer, index, name);
        machine.answers().list(IpQuery.LINKS).add(link);
        machine.answers().list(IpQuery.ADDRESSES).add(addresses(link));
        return link;
    }

    private String kernelName() {
        List<String> taken = Tree.names(machine.sysroot().netClass());
        int number = 0;
        while (taken.contains("eth" + number)) {
            number++;
        }
        return "eth" + number;
    }

    private void attributes(Path directory, Newcomer newcomer, int index) {
        Tree.write(directory.resolve("addr_assign_type"), String.valueOf(newcomer.assigned));
        Tree.write(directory.resolve("addr_len"), newcomer.isInfiniband() ? "20" : "6");
        Tree.write(directory.resolve("address"), newcomer.address);
        Tree.write(directory.resolve("dev_id"), "0x0");
        Tree.write(directory.resolve("dev_port"), String.valueOf(newcomer.devPort));
        Tree.link(directory.resolve("device"), newcomer.function.networkDevice());
        Tree.write(directory.resolve("flags"), DOWN);
        Tree.writeExactly(directory.resolve("ifalias"), "");
        Tree.write(directory.resolve("ifindex"), String.valueOf(index));
        Tree.write(directory.resolve("iflink"), String.valueOf(index));
        Tree.write(directory.resolve("mtu"), "1500");
        Tree.write(directory.resolve("name_assign_type"), "1");
        Tree.write(directory.resolve("operstate"), "down");
        Tree.link(directory.resolve("subsystem"), machine.sysroot().netClass());
        Tree.write(directory.resolve("type"), newcomer.isInfiniband() ? "32" : "1");
    }

    private void refusals(Path directory) {
        String place = machine.tree().onMachine(directory);
        for (String name : List.of("carrier", "duplex", "speed")) {
            machine.answers().refuse(place, name, Errno.EINVAL);
        }
        for (String name : List.of("phys_port_id", "phys_port_name", "phys_switch_id")) {
            machine.answers().refuse(place, name, Errno.EOPNOTSUPP);
        }
    }

    private static ObjectNode link(Newcomer newcomer, int index, String name) {
        ObjectNode link = Answers.object().put("ifindex", index).put("ifname", name);
        link.set("flags", Answers.array().add("BROADCAST").add("MULTICAST"));
        link.put("mtu", 1500).put("qdisc", "noop").put("operstate", "DOWN");
        for (String key : OF_A_NEW_LINK) {
            if (newcomer.like.has(key)) {
                link.set(key, newcomer.like.get(key));
            }
        }
        link.put("address", newcomer.address).put("promiscuity", 0).put("allmulti", 0);
        link.put("num_tx_queues", newcomer.queues).put("num_rx_queues", newcomer.queues);
        if (newcomer.like.has("parentdev")) {
            link.put(
                    "parentdev", newcomer.function.networkDevice().getFileName().toString());
        }
        return link;
    }

    private static ObjectNode addresses(ObjectNode link) {
        ObjectNode addresses = link.deepCopy();
        addresses.retain(
                "ifindex",
                "ifname",
                "flags",
                "mtu",
                "qdisc",
                "operstate",
                "group",
                "txqlen",
                "link_type",
                "address",
                "broadcast");
        addresses.set("addr_info", Answers.array());
        return addresses;
    }

    /** A function's interfaces disappear with the driver, including one in another network namespace. */
    void removeAll(Function function) {
        for (String name : Tree.names(function.net())) {
            Tree.number(function.net().resolve(name).resolve("ifindex"))
                    .ifPresent(index -> Tree.delete(machine.sysroot().udevData(index)));
            Tree.delete(machine.sysroot().netClass().resolve(name));
            machine.answers().remove(name);
            machine.answers().forget(machine.tree().onMachine(function.net().resolve(name)));
            leaveUpper(name);
        }
        machine.answers().removeElsewhere(function.address().toString());
        Tree.delete(function.net());
    }

    /** A tap or a veth disappears, and leaves its bridge. */
    void removeVirtual(String name) {
        Path link = machine.sysroot().netClass().resolve(name);
        Tree.resolved(link).ifPresent(Tree::delete);
        Tree.delete(link);
        machine.answers().remove(name);
        leaveUpper(name);
    }

    /** The function's directory {@code net} stays, empty as seen from here (fs/sysfs, tagged by namespace). */
    void move(String name, String namespace) {
        Path link = machine.sysroot().netClass().resolve(name);
        Path directory = Tree.resolved(link).orElseThrow();
        Path place = machine.tree().at("run/netns").resolve(namespace);
        if (!Tree.exists(place)) {
            Tree.linkText(place, "net:[4026532999]");
        }
        Tree.number(directory.resolve("ifindex"))
                .flatMap(machine.answers()::link)
                .ifPresent(found -> machine.answers()
                        .addElsewhere(
                                machine.tree().onMachine(place),
                                found,
                                directory.getParent().getParent().getFileName().toString()));
        machine.answers().remove(name);
        Tree.delete(link);
        Tree.delete(directory);
        leaveUpper(name);
    }

    /** Removes it from the bridge or bond that it was in. */
    private void leaveUpper(String name) {
        for (String other : Tree.names(machine.sysroot().netClass())) {
            Path upper = machine.sysroot().netClass().resolve(other);
            Tree.delete(upper.resolve("lower_" + name));
            if (Tree.exists(upper.resolve("brif"))) {
                Tree.delete(upper.resolve("brif").resolve(name));
            }
        }
    }

    /** udev gives the interface its name, if that is another one, and finishes with it. */
    void name(int index, String name) {
        machine.answers().link(index).ifPresent(link -> {
            String before = link.path("ifname").asText();
            if (!before.equals(name)
                    && !Tree.exists(machine.sysroot().netClass().resolve(name))) {
                rename(before, name);
            }
            Tree.write(
                    machine.sysroot().udevData(index),
                    "E:ID_NET_NAME=" + link.path("ifname").asText());
        });
    }

    private void rename(String from, String to) {
        Path link = machine.sysroot().netClass().resolve(from);
        Tree.resolved(link).ifPresent(directory -> {
            Path renamed = directory.resolveSibling(to);
            Tree.move(directory, renamed);
            machine.answers()
                    .move(machine.tree().onMachine(directory), machine.tree().onMachine(renamed));
            Tree.delete(link);
            Tree.link(machine.sysroot().netClass().resolve(to), renamed);
            Tree.write(renamed.resolve("name_assign_type"), "4");
            machine.answers().rename(from, to);
        });
    }
}
