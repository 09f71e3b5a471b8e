// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.apply.kernel.Answer;

/** Modules with drivers for PCI functions. */
final class Modules {
    /** The delay until udev has loaded the driver of a new device. */
    private static final long UDEV_TAKES = 300_000;

    private static final Map<String, String> DRIVERS = Map.ofEntries(
            Map.entry("vfio_pci", "vfio-pci"),
            Map.entry("igb", "igb"),
            Map.entry("igbvf", "igbvf"),
            Map.entry("ixgbe", "ixgbe"),
            Map.entry("ixgbevf", "ixgbevf"),
            Map.entry("i40e", "i40e"),
            Map.entry("ice", "ice"),
            Map.entry("iavf", "iavf"),
            Map.entry("bnxt_en", "bnxt_en"),
            Map.entry("mlx4_core", "mlx4_core"),
            Map.entry("mlx5_core", "mlx5_core"));

    private static final List<String> ABOVE_MLX4 = List.of("mlx4_ib", "mlx4_en");

    private final Simulation machine;

    Modules(Simulation machine) {
        this.machine = machine;
    }

    /** udev loads the module of a driver, named as most are. */
    void loadSoon(String driver) {
        machine.schedule(UDEV_TAKES, ScheduledEvent.Kind.MODULE, driver, "");
    }

    /**
     * Loads a module, whose driver then binds every matching function without a driver.
     *
     * @return whether there is a module of this name
     */
    boolean load(String name) {
        return load(name, List.of());
    }

    /** The same, with parameters that take precedence over those in modprobe.d; only mlx4_core's are simulated. */
    boolean load(String name, List<String> parameters) {
        String module = name.replace('-', '_');
        if (ABOVE_MLX4.contains(module)) {
            Tree.write(machine.tree().at("sys/module").resolve(module).resolve("initstate"), "live");
            return true;
        }
        Optional<String> driver = Optional.ofNullable(DRIVERS.get(module));
        // A snapshot keeps the directory of a driver only where it is bound to something.
        if (Tree.exists(machine.tree().at("sys/module").resolve(module))
                && driver.filter(known -> !Tree.exists(machine.sysroot().pciDriver(known)))
                        .isEmpty()) {
            return true;
        }
        if (module.equals(Mlx4.MODULE)) {
            new Mlx4(machine).configure(parameters);
        }
        driver.ifPresent(known -> register(module, known));
        return driver.isPresent();
    }

    private void register(String module, String driver) {
        Path directory = machine.sysroot().pciDriver(driver);
        Path ofModule = machine.tree().at("sys/module").resolve(module);
        Tree.write(ofModule.resolve("initstate"), "live");
        Tree.link(ofModule.resolve("drivers").resolve("pci:" + driver), directory);
        Tree.link(directory.resolve("module"), ofModule);
        Binding binding = new Binding(machine);
        machine.functions().stream()
                .filter(function -> function.driver().isEmpty() && binding.matches(function, driver))
                .forEach(function -> binding.probe(function, driver));
        if (module.equals(Mlx4.MODULE)) {
            ABOVE_MLX4.stream().filter(name -> name.equals("mlx4_en")).forEach(this::load);
            machine.functions().stream()
                    .filter(pf ->
                            pf.driver().filter(module::equals).isPresent() && Tree.exists(pf.at("sriov_totalvfs")))
                    .forEach(new Mlx4(machine)::makeVfs);
        }
    }

    /**
     * Unloads a module: its driver is unbound from every function first, VFs with their PF. One that a VM holds blocks
     * it.
     *
     * @return modprobe's message
     */
    Answer unload(String name) {
        String module = name.replace('-', '_');
        Path directory = machine.tree().at("sys/module").resolve(module);
        if (!Tree.exists(directory)) {
            return new Answer.Accepted();
        }
        Optional<String> above = ABOVE_MLX4.stream()
                .filter(other -> module.equals(Mlx4.MODULE) && Tree.exists(directory.resolveSibling(other)))
                .findFirst();
        if (above.isPresent()) {
            return new Answer.Refused(Optional.empty(), "modprobe: FATAL: Module " + module + " is in use.");
        }
        String driver = DRIVERS.getOrDefault(module, module);
        for (Function function : machine.functions()) {
            if (Tree.exists(function.directory())
                    && function.driver().filter(driver::equals).isPresent()
                    && new Binding(machine).release(function).isPresent()) {
                return new StuckWrites(machine).hang(function, KernelCall.UNBIND, function);
            }
        }
        Tree.delete(machine.sysroot().pciDriver(driver));
        Tree.delete(directory);
        return new Answer.Accepted();
    }
}
