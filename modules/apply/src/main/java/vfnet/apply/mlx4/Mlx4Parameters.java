// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.mlx4;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.model.Decimal;
import vfnet.model.Reading;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.system.Sysroot;

/**
 * The parameters that make mlx4_core create VFs (drivers/net/ethernet/mellanox/mlx4/main.c). They apply to every card
 * of that driver.
 *
 * @param vfs the number of VFs with the first port, the second, and both: {@code num_vfs}
 * @param probed how many of each kind the host's own driver binds: {@code probe_vf}
 * @param portTypes 1 for InfiniBand, 2 for Ethernet, one number per port: {@code port_type_array}
 */
public record Mlx4Parameters(List<Integer> vfs, List<Integer> probed, List<Integer> portTypes) {
    public static final String MODULE = "mlx4_core";
    /** They depend on mlx4_core: they are unloaded before it and loaded after it. */
    public static final List<String> ABOVE = List.of("mlx4_ib", "mlx4_en");

    private static final int KINDS = 3;
    private static final int INFINIBAND = 1;
    private static final int ETHERNET = 2;

    /** Copies the lists. */
    public Mlx4Parameters {
        vfs = List.copyOf(vfs);
        probed = List.copyOf(probed);
        portTypes = List.copyOf(portTypes);
    }

    /**
     * The parameters for a number of VFs: those that the driver runs with if they give as many, else VFs with both
     * ports, since passing through such a card always passes both.
     *
     * @param pf a card
     * @param count the desired number of VFs
     * @param bound how many of the VFs, from VF 0 on, the host's own driver binds
     * @param running the parameters that the driver runs with
     * @return the parameters to load it with
     */
    public static Mlx4Parameters of(PhysicalFunction pf, int count, int bound, Optional<Mlx4Parameters> running) {
        List<Integer> types = running.map(Mlx4Parameters::portTypes)
                .filter(known -> !known.isEmpty())
                .orElseGet(() -> typesOf(pf));
        return running.filter(known -> known.total() == count)
                .orElseGet(() -> new Mlx4Parameters(List.of(0, 0, count), List.of(0, 0, bound), types));
    }

    /** An InfiniBand interface has no Ethernet address. */
    private static List<Integer> typesOf(PhysicalFunction pf) {
        return pf.ports().stream()
                .map(port -> port.networkInterface().address() instanceof Reading.Absent<?> ? INFINIBAND : ETHERNET)
                .toList();
    }

    /**
     * {@return the parameters that mlx4_core was loaded with; empty where it is not loaded, or prints them in another
     * form than the kernel's own}
     *
     * @param sysroot the machine
     */
    public static Optional<Mlx4Parameters> running(Sysroot sysroot) {
        Path parameters = sysroot.moduleParameters(MODULE);
        Optional<List<Integer>> vfs = numbers(parameters.resolve("num_vfs"));
        Optional<List<Integer>> probed = numbers(parameters.resolve("probe_vf"));
        Optional<List<Integer>> types = numbers(parameters.resolve("port_type_array"));
        return vfs.isPresent() && probed.isPresent() && types.isPresent()
                ? Optional.of(new Mlx4Parameters(byKind(vfs.get()), byKind(probed.get()), types.get()))
                : Optional.empty();
    }

    /** A single number is that of the VFs with both ports; two are those with one port each. */
    private static List<Integer> byKind(List<Integer> numbers) {
        List<Integer> kinds = new ArrayList<>(numbers.size() == 1 ? List.of(0, 0, numbers.getFirst()) : numbers);
        while (kinds.size() < KINDS) {
            kinds.add(0);
        }
        return kinds;
    }

    private static Optional<List<Integer>> numbers(Path file) {
        try {
            List<Integer> numbers = new ArrayList<>();
            for (String word : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .strip()
                    .split(",")) {
                Optional<Integer> number = Decimal.number(word);
                if (number.isPresent()) {
                    numbers.add(number.get());
                } else if (!word.isEmpty()) {
                    return Optional.empty();
                }
            }
            return numbers.size() > KINDS ? Optional.empty() : Optional.of(numbers);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return how many VFs a card has} */
    public int total() {
        return vfs.stream().mapToInt(Integer::intValue).sum();
    }

    /** {@return as modprobe takes them: {@code num_vfs=0,0,4}} */
    public List<String> options() {
        List<String> options = new ArrayList<>(List.of("num_vfs=" + list(vfs), "probe_vf=" + list(probed)));
        if (!portTypes.isEmpty()) {
            options.add("port_type_array=" + list(portTypes));
        }
        return Collections.unmodifiableList(options);
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** {@return the line for a file in modprobe.d} */
    public String line() {
        return "options " + MODULE + " " + String.join(" ", options());
    }
}
