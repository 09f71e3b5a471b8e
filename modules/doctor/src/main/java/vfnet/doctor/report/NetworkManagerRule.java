// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vfnet.model.Driver;
import vfnet.model.InterfaceName;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.Sriov;
import vfnet.model.inventory.VirtualFunction;

/**
 * The file that makes NetworkManager ignore the VFs of this machine. {@code unmanaged-devices+=} adds to other files;
 * after a reload it applies to existing VFs too, which a section {@code [device]} does not (tried with NetworkManager
 * 1.42).
 */
public final class NetworkManagerRule {
    private static final String ANY_VF = "v*";

    private NetworkManagerRule() {}

    /**
     * {@return its text; empty text where the machine has no port that could have VFs}
     *
     * @param inventory the network cards
     */
    public static String of(Inventory inventory) {
        Set<String> specs = new TreeSet<>();
        for (PhysicalFunction pf : inventory.physicalFunctions()) {
            if (pf.sriov().value().map(Sriov::totalVfs).orElse(0) > 0) {
                specs.addAll(specs(pf));
            }
        }
        return specs.isEmpty()
                ? ""
                : "# Written by vfnet doctor --write-networkmanager-rule: NetworkManager leaves VFs alone.\n"
                        + "[keyfile]\nunmanaged-devices+=" + String.join(";", specs) + "\n";
    }

    /** A driver for VFs alone matches all of them; one for PFs too does not, so they must be matched by name. */
    private static List<String> specs(PhysicalFunction pf) {
        String driver = pf.function().driver().value().map(Driver::name).orElse("");
        List<String> own = VfDrivers.of(driver);
        if (!own.isEmpty() && !own.contains(driver)) {
            return own.stream().map(name -> "driver:" + name).toList();
        }
        List<String> specs = new ArrayList<>();
        for (Port port : pf.ports()) {
            specs.add("interface-name:" + stem(port.networkInterface().name()) + ANY_VF);
        }
        for (VirtualFunction vf : pf.virtualFunctions()) {
            vf.interfaces().stream()
                    .map(known -> known.name())
                    .filter(name -> pf.ports().stream()
                            .noneMatch(port -> name.text()
                                    .startsWith(stem(port.networkInterface().name()) + "v")))
                    .forEach(name -> specs.add("interface-name:=" + name));
        }
        return specs;
    }

    /**
     * {@return the prefix that the names of a port's VFs share with the port} udev names VF 0 of {@code enp1s0f0np0}
     * {@code enp1s0f0v0} (systemd.net-naming-scheme(7), SR-IOV).
     *
     * @param port the port's name
     */
    public static String stem(InterfaceName port) {
        return port.text().replaceFirst("np[0-9]+$", "");
    }
}
