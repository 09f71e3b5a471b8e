package vfnet.model;

import java.util.List;
import java.util.Optional;

/**
 * Which driver a VF of a PF gets where nobody chooses one for it ({@code driver_override} is empty, or the kernel fills
 * it). IDs that somebody wrote to a driver's {@code new_id} cannot be read back: they are not foreseen.
 *
 * @param driver the driver; empty where nobody knows it
 * @param reason why it is not the usual one for this card; empty where it is
 */
public record VfDriverPrediction(Optional<String> driver, Optional<String> reason) {
    private static final String VFIO_PCI = "vfio-pci";
    private static final String VFIO_MODULE = "vfio_pci";
    private static final String IDS = "ids=";

    /** Nobody knows. */
    public static final VfDriverPrediction UNKNOWN = new VfDriverPrediction(Optional.empty(), Optional.empty());

    /**
     * {@return which driver VFs get}
     *
     * @param pfDriver the driver of their PF
     * @param vf       vendor and device of the VFs; empty where they cannot be read
     * @param vfio     whether vfio-pci is loaded
     * @param rules    what modprobe and the kernel's command line say of modules
     */
    public static VfDriverPrediction of(Optional<String> pfDriver, Optional<PciId> vf, boolean vfio, List<ModuleRule> rules) {
        if (pfDriver.filter(VfDrivers::isVfio).isPresent()) {
            // drivers/vfio/pci/vfio_pci_core.c, vfio_pci_bus_notifier
            return new VfDriverPrediction(pfDriver, Optional.of("the kernel reserves the VFs of a PF that is on "
                    + pfDriver.get() + " for that driver"));
        }
        Optional<String> claim = vfio ? vf.flatMap(id -> claim(id, rules)) : Optional.empty();
        return claim.isPresent() ? new VfDriverPrediction(Optional.of(VFIO_PCI), claim)
                : new VfDriverPrediction(pfDriver.flatMap(name -> VfDrivers.of(name).stream().findFirst()), Optional.empty());
    }

    /** {@code options vfio-pci ids=8086:10ca,10de:1eb8:*}: vendor and device, then what may narrow them down. */
    private static Optional<String> claim(PciId vf, List<ModuleRule> rules) {
        for (ModuleRule rule : rules) {
            if (rule.module().equals(VFIO_MODULE) && rule.verb() == ModuleRule.Verb.OPTIONS) {
                for (String word : rule.arguments().replace('\t', ' ').split(" ")) {
                    if (word.startsWith(IDS) && names(word.substring(IDS.length()), vf)) {
                        return Optional.of("'options vfio-pci " + word + "' in " + rule.file() + " claims them");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean names(String ids, PciId vf) {
        for (String id : ids.replace("\"", "").split(",")) {
            String[] parts = id.split(":");
            if (parts.length > 1 && isNumber(parts[0], vf.vendor()) && isNumber(parts[1], vf.device())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String text, int number) {
        try {
            return Integer.parseInt(text.startsWith("0x") ? text.substring(2) : text, 16) == number;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * {@return whether the kernel has given a VF this driver by itself, and not to the usual kind of use}
     *
     * @param bound what the VF is bound to
     */
    public boolean foresees(String bound) {
        return reason.isPresent() && driver.filter(bound::equals).isPresent();
    }
}
