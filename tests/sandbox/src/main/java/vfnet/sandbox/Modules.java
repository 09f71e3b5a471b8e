package vfnet.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Modules with drivers for PCI functions. */
final class Modules {
    /** Until udev has heard of a new device and loaded its driver. */
    private static final long UDEV_TAKES = 300_000;
    private static final Map<String, String> DRIVERS = Map.ofEntries(Map.entry("vfio_pci", "vfio-pci"),
            Map.entry("igb", "igb"), Map.entry("igbvf", "igbvf"), Map.entry("ixgbe", "ixgbe"),
            Map.entry("ixgbevf", "ixgbevf"), Map.entry("i40e", "i40e"), Map.entry("ice", "ice"),
            Map.entry("iavf", "iavf"), Map.entry("bnxt_en", "bnxt_en"), Map.entry("mlx4_core", "mlx4_core"),
            Map.entry("mlx5_core", "mlx5_core"));

    private final Simulation machine;

    Modules(Simulation machine) {
        this.machine = machine;
    }

    /** udev loads the module of a driver, named as most are. */
    void loadSoon(String driver) {
        machine.schedule(UDEV_TAKES, Happening.Kind.MODULE, driver, "");
    }

    /**
     * Loads a module, whose driver then takes every function that matches it and has none.
     *
     * @return whether there is a module of this name
     */
    boolean load(String name) {
        String module = name.replace('-', '_');
        if (Tree.exists(machine.tree().at("sys/module").resolve(module))) {
            return true;
        }
        Optional<String> driver = Optional.ofNullable(DRIVERS.get(module));
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
    }
}
