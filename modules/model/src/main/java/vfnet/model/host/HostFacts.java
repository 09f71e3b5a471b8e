// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Map;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.bridge.Bridging;

/**
 * What a machine has beside its network functions that bears on VFs: the IOMMU, modules, other tools, and vfnet's own
 * service.
 *
 * @param platform firmware, kernel options, IOMMU
 * @param modules the kernel modules, and their configuration
 * @param functions facts of every PF, VF and member of their IOMMU groups that an inventory does not have
 * @param otherTools settings of other tools that create VFs or bind drivers to them
 * @param networkManager the devices that NetworkManager ignores
 * @param bootService vfnet's own service, and that of the deprecated Python vfnet
 * @param bridging what is bridged with the ports
 * @param configured whether the machine's configuration can be read: snapshots of older versions have none
 * @param problems what could not be read
 */
public record HostFacts(
        Platform platform,
        KernelModules modules,
        Map<PciAddress, FunctionFacts> functions,
        List<ThirdPartySetting> otherTools,
        NetworkManagerRules networkManager,
        BootService bootService,
        Bridging bridging,
        boolean configured,
        List<Problem> problems) {

    /** Copies the lists and the map. */
    public HostFacts {
        functions = Map.copyOf(functions);
        otherTools = List.copyOf(otherTools);
        problems = List.copyOf(problems);
    }

    /**
     * {@return the facts of a function; empty facts where it has gone since}
     *
     * @param function the PCI function
     */
    public FunctionFacts of(PciAddress function) {
        return functions.getOrDefault(function, FunctionFacts.UNKNOWN);
    }
}
