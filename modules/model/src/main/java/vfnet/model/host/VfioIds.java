// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import vfnet.model.PciId;

/**
 * The functions that vfio-pci is configured to claim: {@code options vfio-pci ids=8086:10ca,10de:1eb8:*}, vendor and
 * device, then optional further criteria (drivers/vfio/pci/vfio_pci.c, vfio_pci_fill_ids).
 */
public final class VfioIds {
    private static final String MODULE = "vfio_pci";
    private static final String IDS = "ids=";

    private VfioIds() {}

    /**
     * {@return the rules that claim functions of this kind}
     *
     * @param id vendor and device
     * @param rules the configuration of modules in modprobe.d and on the kernel command line
     */
    public static List<ModuleRule> claiming(PciId id, List<ModuleRule> rules) {
        return rules.stream()
                .filter(rule -> rule.module().equals(MODULE)
                        && rule.verb() == ModuleRule.Verb.OPTIONS
                        && words(rule).stream().anyMatch(word -> names(word, id)))
                .toList();
    }

    /**
     * {@return the option by which such a rule claims functions of this kind: {@code ids=8086:10ca}}
     *
     * @param rule one that claims them
     * @param id vendor and device
     */
    public static String option(ModuleRule rule, PciId id) {
        return words(rule).stream().filter(word -> names(word, id)).findFirst().orElse(IDS);
    }

    private static List<String> words(ModuleRule rule) {
        return List.of(rule.arguments().replace('\t', ' ').replace("\"", "").split(" "));
    }

    private static boolean names(String word, PciId id) {
        if (!word.startsWith(IDS)) {
            return false;
        }
        for (String entry : word.substring(IDS.length()).split(",")) {
            String[] parts = entry.split(":");
            if (parts.length > 1 && isNumber(parts[0], id.vendor()) && isNumber(parts[1], id.device())) {
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
}
