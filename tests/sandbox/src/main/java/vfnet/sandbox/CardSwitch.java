// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.model.Errno;
import vfnet.system.IpCommand.DevlinkQuery;

/**
 * The switch of a PF's card: its mode, and in switchdev mode a representor, a port and a rate for each VF
 * (mellanox/mlx5/core/eswitch_offloads.c, intel/ice/ice_eswitch.c, broadcom/bnxt/bnxt_vfr.c; net/devlink/rate.c).
 */
final class CardSwitch {

    private static final String MODE = "mode";
    private static final String SWITCHDEV = "switchdev";
    private final Simulation machine;
    private final Function pf;

    CardSwitch(Simulation machine, Function pf) {
        this.machine = machine;
        this.pf = pf;
    }

    private String handle() {
        return "pci/" + pf.address();
    }

    /** What devlink prints of it; empty where its driver has no such switch. */
    private Optional<ObjectNode> attributes() {
        return machine.answers()
                .devlink(new DevlinkQuery.EswitchOf(pf.address()), "dev")
                .map(all -> all.path(handle()))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    boolean isInSwitchdevMode() {
        return attributes()
                .filter(known -> known.path(MODE).asText().equals(SWITCHDEV))
                .isPresent();
    }

    /** @return what the kernel says, before devlink's own line; empty when the mode is set */
    Optional<String> set(String mode) {
        Optional<ObjectNode> attributes = attributes();
        if (attributes.isEmpty()) {
            return Optional.of(answer(Errno.EOPNOTSUPP));
        }
        String driver = pf.driver().orElse("");
        boolean same = attributes.get().path(MODE).asText().equals(mode);
        if (same) {
            return driver.equals("bnxt_en") ? Optional.of(answer(Errno.EINVAL)) : Optional.empty();
        }
        if (driver.equals("ice") && !pf.virtualFunctions().isEmpty()) {
            return Optional.of("Error: ice: Changing eswitch mode is allowed only if there is no VFs created\n"
                    + answer(Errno.EOPNOTSUPP));
        }
        attributes.get().put(MODE, mode);
        if (mode.equals(SWITCHDEV)) {
            add();
        } else {
            remove();
        }
        pf.log("E-Switch: mode " + mode);
        return Optional.empty();
    }

    private static String answer(Errno errno) {
        return "devlink answers: " + errno.message();
    }

    /** New VFs, or the present ones of a card that enters the mode. */
    void add() {
        if (!isInSwitchdevMode()) {
            return;
        }
        String switchId = "b4a1920003f6" + "%04x".formatted(pf.address().routingOrder() & 0xffff);
        List<ObjectNode> ports = pf.ports();
        pf.virtualFunctions().keySet().forEach(vf -> {
            ObjectNode link = new Netdevs(machine)
                    .add(new Netdevs.Newcomer(
                            pf,
                            0,
                            ports.getFirst(),
                            InventedAddress.of(pf.address() + " representor " + vf)
                                    .toString(),
                            1,
                            1));
            String name = link.path("ifname").asText();
            String portName = "pf" + pf.address().function() + "vf" + vf;
            Path directory = pf.net().resolve(name);
            show(directory, "phys_port_name", portName);
            show(directory, "phys_switch_id", switchId);
            link.put("phys_port_name", portName).put("phys_switch_id", switchId);
            port(vf, name, address(ports.getFirst(), vf));
            machine.answers()
                    .devlink(new DevlinkQuery.Rates(), "rate")
                    .ifPresent(rates -> rates.putObject(handle(vf)).put("type", "leaf"));
        });
    }

    private void show(Path directory, String attribute, String value) {
        machine.answers().accept(machine.tree().onMachine(directory), attribute);
        Tree.write(directory.resolve(attribute), value);
    }

    private static String address(ObjectNode port, int vf) {
        return VfInfo.address(port, vf).map(Object::toString).orElse("00:00:00:00:00:00");
    }

    private void port(int vf, String name, String address) {
        machine.answers().devlink(new DevlinkQuery.Ports(), "port").ifPresent(ports -> {
            ObjectNode port = ports.putObject(handle(vf))
                    .put("type", "eth")
                    .put("netdev", name)
                    .put("flavour", "pcivf")
                    .put("controller", 0)
                    .put("pfnum", pf.address().function())
                    .put("vfnum", vf)
                    .put("external", false)
                    .put("splittable", false);
            port.putObject("function").put("hw_addr", address);
        });
    }

    /** The vport is the number of the VF, and 1. */
    private String handle(int vf) {
        return handle() + "/" + (vf + 1);
    }

    /** The last VF goes, or the mode. */
    void remove() {
        for (String name : Tree.names(pf.net())) {
            if (Tree.text(pf.net().resolve(name).resolve("phys_port_name"))
                    .filter(port -> port.matches("pf\\d+vf\\d+"))
                    .isPresent()) {
                Tree.delete(machine.sysroot().netClass().resolve(name));
                Tree.delete(pf.net().resolve(name));
                machine.answers().remove(name);
                machine.answers().forget(machine.tree().onMachine(pf.net().resolve(name)));
            }
        }
        machine.answers().devlink(new DevlinkQuery.Ports(), "port").ifPresent(this::removeVfs);
        machine.answers().devlink(new DevlinkQuery.Rates(), "rate").ifPresent(this::removeVfs);
    }

    /** Without a VF, older kernels have no switchdev mode. */
    void leave() {
        attributes().ifPresent(known -> known.put(MODE, "legacy"));
    }

    private void removeVfs(ObjectNode objects) {
        objects.properties()
                .removeIf(entry -> entry.getKey().startsWith(handle() + "/")
                        && (entry.getValue().path("flavour").asText().equals("pcivf")
                                || entry.getValue().path("type").asText().equals("leaf")));
    }

    /** {@code devlink port function set HANDLE hw_addr ADDRESS} */
    Optional<String> setAddress(String handle, String address) {
        return object(new DevlinkQuery.Ports(), "port", handle)
                .filter(port -> port.path("function").has("hw_addr"))
                .map(port -> {
                    ((ObjectNode) port.path("function")).put("hw_addr", address);
                    VfInfo.entry(pf.ports().getFirst(), port.path("vfnum").asInt())
                            .ifPresent(entry -> entry.put("address", address));
                    return Optional.<String>empty();
                })
                .orElseGet(() -> Optional.of(answer(Errno.EOPNOTSUPP)));
    }

    /** {@code devlink port function rate set HANDLE tx_max 1000mbit}; devlink omits what is zero. */
    Optional<String> setRate(String handle, String word, String rate) {
        return object(new DevlinkQuery.Rates(), "rate", handle)
                .map(leaf -> {
                    long bytes = Long.parseLong(rate.replace("mbit", "")) * 125_000;
                    if (bytes == 0) {
                        leaf.remove(word);
                    } else {
                        leaf.put(word, bytes);
                    }
                    return Optional.<String>empty();
                })
                .orElseGet(() -> Optional.of(answer(Errno.EOPNOTSUPP)));
    }

    private Optional<ObjectNode> object(DevlinkQuery query, String section, String handle) {
        return machine.answers()
                .devlink(query, section)
                .map(all -> all.path(handle))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    /** The switch that a command names by {@code pci/0000:41:00.0} or {@code pci/0000:41:00.0/1}. */
    static Optional<CardSwitch> of(Simulation machine, String handle) {
        String[] parts = handle.split("/");
        return parts.length < 2 ? Optional.empty() : machine.function(parts[1]).map(pf -> new CardSwitch(machine, pf));
    }
}
