package vfnet.model;

import java.util.List;
import java.util.Optional;

/**
 * A network function that is no VF: a PF in the narrow sense where it has SR-IOV, an ordinary card otherwise.
 *
 * @param function         what it is
 * @param numaNode         the memory node nearest to it; -1 where the machine has none
 * @param sriov            its SR-IOV capability; absent where it has none
 * @param ports            its interfaces, representors left out, by port number; empty without a network driver
 * @param virtualFunctions its VFs in the order of their index, as {@code virtfnN} names them
 * @param elsewhere        its interface, where another network namespace has it
 */
public record PhysicalFunction(PciFunction function, Reading<Integer> numaNode, Reading<Sriov> sriov, List<Port> ports,
                               List<VirtualFunction> virtualFunctions, Optional<PortElsewhere> elsewhere) {

    /**
     * A PF whose interfaces are all in this network namespace.
     *
     * @param function         what it is
     * @param numaNode         the memory node nearest to it
     * @param sriov            its SR-IOV capability
     * @param ports            its interfaces
     * @param virtualFunctions its VFs
     */
    public PhysicalFunction(PciFunction function, Reading<Integer> numaNode, Reading<Sriov> sriov, List<Port> ports,
            List<VirtualFunction> virtualFunctions) {
        this(function, numaNode, sriov, ports, virtualFunctions, Optional.empty());
    }

    /** Keeps its own copy of what it is given. */
    public PhysicalFunction {
        ports = List.copyOf(ports);
        virtualFunctions = List.copyOf(virtualFunctions);
    }
}
