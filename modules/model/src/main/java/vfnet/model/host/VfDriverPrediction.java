// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.PciId;
import vfnet.model.Reading;

/**
 * The driver that the kernel binds to a VF of a PF when none is chosen ({@code driver_override} is empty, or the kernel
 * fills it). IDs that were written to a driver's {@code new_id} cannot be read back, so they are not predicted.
 *
 * @param driver the driver; empty where it is unknown, or where a VF gets none for the reason given
 * @param reason why it is not the usual one for this card; empty where it is
 * @param isCertain whether it is certain, as opposed to one of two drivers whose order is unknown
 */
public record VfDriverPrediction(Optional<String> driver, Optional<String> reason, boolean isCertain) {
    private static final String VFIO_PCI = "vfio-pci";

    /** Nothing is known. */
    public static final VfDriverPrediction UNKNOWN = new VfDriverPrediction(Optional.empty(), Optional.empty(), true);

    /**
     * {@return the driver that VFs get}
     *
     * @param pfDriver the driver of their PF
     * @param vf vendor and device of the VFs; empty where they cannot be read
     * @param drivers the registered drivers
     * @param rules the configuration of modules in modprobe.d and on the kernel command line
     * @param loadable the modules that the kernel could load; absent or unreadable where that is unknown
     */
    public static VfDriverPrediction of(
            Optional<String> pfDriver,
            Optional<PciId> vf,
            LoadedDrivers drivers,
            List<ModuleRule> rules,
            Reading<Set<String>> loadable) {
        if (pfDriver.filter(VfDrivers::isVfio).isPresent()) {
            // drivers/vfio/pci/vfio_pci_core.c, vfio_pci_bus_notifier
            return certain(
                    pfDriver,
                    Optional.of(
                            "the kernel reserves the VFs of a PF that is on " + pfDriver.get() + " for that driver"));
        }
        List<String> candidates = pfDriver.map(VfDrivers::of).orElse(List.of());
        Optional<String> usual = candidates.stream()
                .filter(drivers::has)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
        Optional<String> claim = drivers.has(VFIO_PCI) ? vf.flatMap(id -> claim(id, rules)) : Optional.empty();
        return claim.isPresent() ? claimed(usual, claim.get(), drivers) : unclaimed(usual, drivers, rules, loadable);
    }

    private static VfDriverPrediction certain(Optional<String> driver, Optional<String> reason) {
        return new VfDriverPrediction(driver, reason, true);
    }

    private static Optional<String> claim(PciId vf, List<ModuleRule> rules) {
        return VfioIds.claiming(vf, rules).stream()
                .findFirst()
                .map(rule -> "'options vfio-pci " + VfioIds.option(rule, vf) + "' in " + rule.file() + " claims them");
    }

    /** A driver that udev would have to load first comes too late. */
    private static VfDriverPrediction claimed(Optional<String> usual, String claim, LoadedDrivers drivers) {
        Optional<String> rival = usual.filter(drivers::has);
        Optional<Boolean> isFirst = rival.isEmpty() ? Optional.of(true) : drivers.isBefore(VFIO_PCI, rival.get());
        if (isFirst.isEmpty()) {
            return new VfDriverPrediction(
                    Optional.of(VFIO_PCI),
                    Optional.of(claim + ", unless " + rival.orElseThrow() + " was loaded before vfio-pci"),
                    false);
        }
        return isFirst.get() ? certain(Optional.of(VFIO_PCI), Optional.of(claim)) : certain(rival, Optional.empty());
    }

    private static VfDriverPrediction unclaimed(
            Optional<String> usual, LoadedDrivers drivers, List<ModuleRule> rules, Reading<Set<String>> loadable) {
        if (usual.isEmpty() || drivers.has(usual.get())) {
            return certain(usual, Optional.empty());
        }
        String module = VfDrivers.module(usual.get());
        for (ModuleRule rule : rules) {
            if (rule.module().equals(module) && rule.keepsFromLoading()) {
                return certain(
                        Optional.empty(),
                        Optional.of("'" + rule.line() + "' in " + rule.file() + " keeps " + module
                                + " from being loaded for them"));
            }
        }
        return loadable.value().filter(known -> !known.contains(module)).isPresent()
                ? certain(Optional.empty(), Optional.of("this kernel has no module " + module))
                : certain(usual, Optional.empty());
    }

    /**
     * {@return whether the kernel has bound an unusual driver to a VF by itself}
     *
     * @param bound the driver that is bound
     */
    public boolean predicts(String bound) {
        return reason.isPresent() && driver.filter(bound::equals).isPresent();
    }

    /** {@return what VFs will be bound to and why, to follow their names; empty where it is the usual driver} */
    public Optional<String> describe() {
        return reason.map(why ->
                driver.map(name -> (isCertain ? "will" : "may") + " be bound to " + name)
                                .orElse("will have no driver") + ": " + why);
    }
}
