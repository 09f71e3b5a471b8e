// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.traffic;

import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;

/**
 * Whose traffic is counted: a port, or a VF on a port.
 *
 * @param pf the PF
 * @param port the interface of the port; empty where it has none
 * @param vf the number of the VF, from 0; empty for the port itself
 * @param function the PCI function: of the VF, else of the PF
 * @param link the ifindex of the interface that counts; empty where the PF's driver counts. A VF that is created again
 *     has another one
 */
public record Endpoint(
        PciAddress pf,
        Optional<InterfaceName> port,
        Optional<Integer> vf,
        PciAddress function,
        Optional<Integer> link) {}
