// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Map;
import vfnet.model.PciAddress;
import vfnet.model.Problem;

/**
 * What a machine has beside its network functions that bears on VFs, as found: what makes the IOMMU work, modules,
 * other tools, and vfnet's own service.
 *
 * @param platform firmware, kernel options, IOMMU
 * @param modules which kernel modules there are, and who says what of them
 * @param functions of every PF, VF and member of their IOMMU groups, what an inventory does not tell
 * @param otherTools settings of other tools that create VFs or give them to a driver
 * @param networkManager what NetworkManager leaves alone
 * @param bootService vfnet's own service, and its predecessor's
 * @param configured whether the machine's configuration is there to be read: captures of older versions hold none
 * @param problems what could not be read
 */
public record HostFacts(
        Platform platform,
        KernelModules modules,
        Map<PciAddress, FunctionFacts> functions,
        List<ThirdPartySetting> otherTools,
        NetworkManagerRules networkManager,
        BootService bootService,
        boolean configured,
        List<Problem> problems) {

    /** Keeps copies of what it is given. */
    public HostFacts {
        functions = Map.copyOf(functions);
        otherTools = List.copyOf(otherTools);
        problems = List.copyOf(problems);
    }

    /**
     * {@return what is known of the function; nothing, where it went away meanwhile}
     *
     * @param function the PCI function
     */
    public FunctionFacts of(PciAddress function) {
        return functions.getOrDefault(function, FunctionFacts.UNKNOWN);
    }
}
