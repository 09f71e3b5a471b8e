// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * mlx4_core's parameters and the VFs that it creates by them (drivers/net/ethernet/mellanox/mlx4/main.c): VFs of the
 * first port, of the second, of both, in this order; of each kind the host's driver binds the first {@code probe_vf}.
 */
final class Mlx4 {
    static final String MODULE = "mlx4_core";
    private static final List<String> NAMES = List.of("num_vfs", "probe_vf", "port_type_array");

    private final Simulation machine;

    Mlx4(Simulation machine) {
        this.machine = machine;
    }

    private Path parameter(String name) {
        return machine.sysroot().moduleParameters(MODULE).resolve(name);
    }

    /** The options from modprobe: the lines of modprobe.d in the order of the files, then its own command line. */
    void configure(List<String> commandLine) {
        Map<String, String> values = new TreeMap<>();
        NAMES.forEach(name -> values.put(name, ""));
        Path folder = machine.tree().at("etc/modprobe.d");
        Stream<String> lines = Tree.names(folder).stream()
                .sorted()
                .filter(name -> name.endsWith(".conf"))
                .flatMap(name -> Tree.text(folder.resolve(name)).orElse("").lines())
                .filter(line -> line.matches("\\s*options\\s+mlx4_core\\s.*"));
        Stream.concat(lines.flatMap(line -> Stream.of(line.split("\\s+"))), commandLine.stream())
                .forEach(word -> {
                    String[] parts = word.split("=", 2);
                    if (parts.length == 2) {
                        values.replace(parts[0], parts[1]);
                    }
                });
        values.forEach((name, value) -> Tree.write(parameter(name), value));
    }

    private List<Integer> kinds(String name) {
        List<Integer> kinds = new ArrayList<>();
        for (String word : Tree.text(parameter(name)).orElse("").split(",")) {
            if (word.matches("\\d{1,3}")) {
                kinds.add(Integer.valueOf(word));
            }
        }
        return kinds.size() == 1 ? List.of(0, 0, kinds.getFirst()) : kinds;
    }

    /** How many VFs a card creates; none where its firmware allows fewer. */
    int count(Function pf) {
        int count = kinds("num_vfs").stream().mapToInt(Integer::intValue).sum();
        if (count > pf.number("sriov_totalvfs")) {
            pf.log("requested vfs (" + count + ") > available (" + pf.number("sriov_totalvfs")
                    + "). Continuing without SR_IOV");
            return 0;
        }
        return count;
    }

    /** Creates a card's VFs, as its driver does in its probe. */
    void makeVfs(Function pf) {
        int count = count(pf);
        if (count > 0 && pf.virtualFunctions().isEmpty()) {
            pf.log("Enabling SR-IOV with " + count + " VFs");
            new VfDevices(machine).create(pf, count);
        }
    }

    /** Whether the driver skips this VF: "Skipping virtual function". */
    boolean skips(Function vf) {
        int offset = 0;
        int index = vf.index().orElse(-1);
        List<Integer> probed = kinds("probe_vf");
        List<Integer> made = kinds("num_vfs");
        for (int kind = 0; kind < made.size() && index >= 0; kind++) {
            if (index < offset + made.get(kind)) {
                return index - offset >= (kind < probed.size() ? probed.get(kind) : 0);
            }
            offset += made.get(kind);
        }
        return false;
    }
}
