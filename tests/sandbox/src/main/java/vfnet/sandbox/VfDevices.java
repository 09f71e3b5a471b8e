// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vfnet.model.PciAddress;

/** VFs as PCI devices: they are created and removed (drivers/pci/iov.c, pci_iov_add_virtfn). */
final class VfDevices {
    private static final String NO_RESOURCE = "0x0000000000000000 0x0000000000000000 0x0000000000000000";
    private static final long RESOURCE_SIZE = 0x4000;

    private final Simulation machine;
    private final Groups groups;

    VfDevices(Simulation machine) {
        this.machine = machine;
        groups = new Groups(machine);
    }

    void create(Function pf, int count) {
        if (!pf.rules().has(CardRules.Quirk.DEVICE_DECIDES)) {
            pf.ports().forEach(port -> VfInfo.fill(port, count, pf.rules()));
        }
        Binding binding = new Binding(machine);
        for (int index = 0; index < count; index++) {
            Function vf = create(pf, index, pf.addressOf(index));
            binding.attach(vf);
        }
        new CardSwitch(machine, pf).add();
        Modules modules = new Modules(machine);
        binding.nativeDriver(pf.virtualFunctions().get(0))
                .filter(driver -> !Tree.exists(binding.driver(driver)))
                .ifPresent(modules::loadSoon);
    }

    private Function create(Function pf, int index, PciAddress address) {
        Function vf = new Function(machine, address, pf.directory().resolveSibling(address.toString()));
        attributes(vf, pf, index);
        Tree.link(vf.at("subsystem"), machine.tree().at("sys/bus/pci"));
        Tree.link(vf.at("physfn"), pf.directory());
        Tree.link(pf.at("virtfn" + index), vf.directory());
        Tree.link(machine.sysroot().pciDevices().resolve(address.toString()), vf.directory());
        groups.join(vf, pf);
        // drivers/vfio/pci/vfio_pci_core.c, vfio_pci_bus_notifier: "Captured SR-IOV VF %s driver_override".
        pf.driver().filter(name -> pf.isOnVfio()).ifPresent(vf::overrideDriver);
        return vf;
    }

    private static void attributes(Function vf, Function pf, int index) {
        for (String same : new String[] {
            "ari_enabled",
            "class",
            "vendor",
            "subsystem_vendor",
            "subsystem_device",
            "revision",
            "numa_node",
            "current_link_speed",
            "current_link_width",
            "max_link_speed",
            "max_link_width"
        }) {
            pf.text(same).ifPresent(value -> Tree.write(vf.at(same), value));
        }
        Tree.write(vf.at("device"), "0x" + pf.text("sriov_vf_device").orElse("ffff"));
        vf.overrideDriver("");
        Tree.write(vf.at("enable"), "0");
        Tree.write(vf.at("reset_method"), "flr");
        Tree.write(vf.at("modalias"), modalias(vf));
        Tree.write(vf.at("resource"), resource(pf, index));
    }

    /** Documentation/ABI: the numbers in 32 bits, then class, subclass and interface in 8 bits. */
    private static String modalias(Function vf) {
        return "pci:v" + number(vf, "vendor") + "d" + number(vf, "device") + "sv" + number(vf, "subsystem_vendor")
                + "sd" + number(vf, "subsystem_device") + "bc02sc00i00";
    }

    private static String number(Function vf, String attribute) {
        String digits =
                vf.text(attribute).orElse("0x0").substring("0x".length()).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 8 - digits.length())) + digits;
    }

    /** Each VF has its share of the PF's lines 7 to 12, which are for VFs. */
    private static String resource(Function pf, int index) {
        String[] lines = pf.text("resource").orElse("").split("\n");
        StringBuilder own = new StringBuilder();
        for (int i = 0; i < 13; i++) {
            String[] parts = (i < 6 && lines.length > i + 7 ? lines[i + 7] : NO_RESOURCE).split(" ");
            boolean none = String.join(" ", parts).equals(NO_RESOURCE);
            long start = none ? 0 : Long.parseLong(parts[0].substring(2), 16) + index * RESOURCE_SIZE;
            own.append(i == 0 ? "" : "\n")
                    .append(
                            none
                                    ? NO_RESOURCE
                                    : "0x%016x 0x%016x %s".formatted(start, start + RESOURCE_SIZE - 1, parts[2]));
        }
        return own.toString();
    }

    /**
     * Removes a PF's VFs in the order of their index, until one is held through vfio.
     *
     * @return the process that holds it; empty when all are gone
     */
    Optional<Integer> removeAll(Function pf) {
        Vfio vfio = new Vfio(machine);
        for (Map.Entry<Integer, Function> vf : pf.virtualFunctions().entrySet()) {
            Optional<Integer> holder = vfio.holder(vf.getValue());
            if (holder.isPresent()) {
                vf.getValue().log("No device request channel registered, blocked until released by user");
                return holder;
            }
            remove(pf, vf.getKey(), vf.getValue());
        }
        CardSwitch own = new CardSwitch(machine, pf);
        own.remove();
        if (machine.befalling().filter(Effect.LoseMode.class::isInstance).isPresent()) {
            own.leave();
        }
        for (ObjectNode port : pf.ports()) {
            if (port.has("vfinfo_list")) {
                port.putArray("vfinfo_list");
            }
        }
        if (Tree.exists(pf.at("sriov_numvfs"))) {
            Tree.write(pf.at("sriov_numvfs"), "0");
        }
        return Optional.empty();
    }

    private void remove(Function pf, int index, Function vf) {
        new Binding(machine).release(vf);
        groups.leave(vf);
        Tree.delete(pf.at("virtfn" + index));
        Tree.delete(machine.sysroot().pciDevices().resolve(vf.address().toString()));
        Tree.delete(vf.directory());
        machine.answers().forget(machine.tree().onMachine(vf.directory()));
    }
}
