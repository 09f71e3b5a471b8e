// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Errno;

/** Drivers and the functions that they are bound to (drivers/base/dd.c, drivers/pci/pci-driver.c). */
final class Binding {
    private static final String VFIO = "vfio-pci";
    /** Placeholders (drivers/pci/pci-pf-stub.c, pci-stub.c; drivers/uio/uio_pci_generic.c). */
    private static final Set<String> WITHOUT_INTERFACES = Set.of("pci-pf-stub", "pci-stub", "uio_pci_generic");

    private final Simulation machine;
    private final Vfio vfio;
    private final FunctionInterfaces interfaces;

    Binding(Simulation machine) {
        this.machine = machine;
        vfio = new Vfio(machine);
        interfaces = new FunctionInterfaces(machine);
    }

    Path driver(String name) {
        return machine.sysroot().pciDriver(name);
    }

    /** Binds a driver to a function, as {@code drivers_probe} does. A driver whose probe fails is no error here. */
    void attach(Function function) {
        Optional<String> name = function.driverOverride().or(() -> nativeDriver(function));
        if (function.driver().isEmpty()
                && name.filter(known -> Tree.exists(driver(known))).isPresent()) {
            probe(function, name.get());
        }
    }

    /** The kernel's own choice, by the drivers' tables of IDs. */
    Optional<String> nativeDriver(Function function) {
        return vfioById(function)
                .or(() -> Optional.ofNullable(machine.memory().nativeDrivers.get(function.id())))
                .or(() -> function.physicalFunction().map(pf -> pf.rules().vfDriver()))
                .filter(name -> !name.isEmpty());
    }

    /**
     * vfio-pci matches no IDs except those of its parameter, with which it was loaded (drivers/vfio/pci/vfio_pci.c).
     */
    private Optional<String> vfioById(Function function) {
        String id = function.id().replace("0x", "");
        boolean claimed = Tree.exists(driver(VFIO))
                && Tree.names(machine.tree().at("etc/modprobe.d")).stream()
                        .flatMap(name -> Tree.text(
                                        machine.tree().at("etc/modprobe.d").resolve(name))
                                .orElse("")
                                .lines())
                        .anyMatch(line -> line.startsWith("options vfio-pci ids=") && line.contains(id));
        return claimed && !isUsualDriverEarlier(function) ? Optional.of(VFIO) : Optional.empty();
    }

    /**
     * Of two drivers that match, the one that registered first is tried first; /proc/modules has the last one first.
     */
    private boolean isUsualDriverEarlier(Function function) {
        String usual =
                function.physicalFunction().map(pf -> pf.rules().vfDriver()).orElse("");
        String modules = Tree.text(machine.sysroot().loadedModules()).orElse("");
        return Tree.exists(driver(usual))
                && modules.contains("vfio_pci ")
                && modules.indexOf(usual.replace('-', '_') + " ") > modules.indexOf("vfio_pci ");
    }

    /** Whether the driver matches: by its override, else by its IDs. */
    boolean matches(Function function, String driver) {
        return function.driverOverride()
                .or(() -> nativeDriver(function))
                .filter(driver::equals)
                .isPresent();
    }

    /** @return the error of the driver's probe; empty when it is bound now */
    Optional<Errno> probe(Function function, String name) {
        if (!function.mayProbe() || name.equals(Mlx4.MODULE) && new Mlx4(machine).skips(function)) {
            return Optional.of(Errno.ENODEV);
        }
        if (Vfio.isVfio(name) && function.group().isEmpty()) {
            machine.memory().log(name + ": probe of " + function.address() + " failed with error -22");
            return Optional.of(Errno.EINVAL);
        }
        Tree.link(function.at("driver"), driver(name));
        Tree.link(driver(name).resolve(function.address().toString()), function.directory());
        Tree.write(function.at("enable"), Vfio.isVfio(name) ? "0" : "1");
        function.setBusMaster(!Vfio.isVfio(name));
        if (Vfio.isVfio(name)) {
            vfio.appear(function);
        } else if (!WITHOUT_INTERFACES.contains(name)) {
            interfaces.appear(function);
        }
        return Optional.empty();
    }

    /** @return the process that has to release it first; empty when it was done */
    Optional<Integer> release(Function function) {
        Optional<Integer> holder = vfio.holder(function);
        if (holder.isPresent()) {
            function.log("No device request channel registered, blocked until released by user");
            return holder;
        }
        Optional<Integer> holderOfVf = new VfDevices(machine).removeAll(function);
        if (holderOfVf.isEmpty()) {
            letGo(function);
        }
        return holderOfVf;
    }

    private void letGo(Function function) {
        if (function.isOnVfio()) {
            vfio.vanish(function);
        } else {
            interfaces.vanish(function);
        }
        function.driver()
                .ifPresent(name ->
                        Tree.delete(driver(name).resolve(function.address().toString())));
        Tree.delete(function.at("driver"));
        Tree.write(function.at("enable"), "0");
        function.setBusMaster(false);
    }
}
