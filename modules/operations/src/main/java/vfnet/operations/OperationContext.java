// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Interruption;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.discovery.InvalidSysrootException;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException.Kind;
import vfnet.persistence.ConfigurationFile;
import vfnet.system.MachineView;

/**
 * The machine and the environment of an operation.
 *
 * @param machine the machine
 * @param kernel changes it; empty for a snapshot, which is read-only
 * @param interruption says whether the user wants to stop
 * @param environment the caller's environment variables; empty for a snapshot, to which they do not apply
 * @param configurationFile the saved configuration
 * @param rollbackCommand rolls back an unconfirmed change, for a timer of the host, its program first; empty where
 *     vfnet cannot be installed
 * @param listener receives what the user should know while an operation runs
 */
public record OperationContext(
        MachineView machine,
        Optional<Kernel> kernel,
        Interruption interruption,
        Map<String, String> environment,
        ConfigurationFile configurationFile,
        Optional<List<String>> rollbackCommand,
        OperationListener listener) {

    /**
     * {@return a machine and its own saved configuration, for callers who only need results} Nothing interrupts it, its
     * listener is silent, and it has no rollback command.
     *
     * @param machine the machine
     * @param kernel changes it; empty where it is only read
     */
    public static OperationContext of(MachineView machine, Optional<Kernel> kernel) {
        return new OperationContext(
                machine,
                kernel,
                () -> false,
                Map.of(),
                ConfigurationFile.of(machine.sysroot()),
                Optional.empty(),
                OperationListener.silent());
    }

    /**
     * {@return the cards, and who uses them}
     *
     * @throws OperationException when the machine has no {@code /sys}
     */
    public Inventory inventory() throws OperationException {
        return inventory(new DetailLevel.Users());
    }

    /**
     * {@return the same, with the traffic of each port}
     *
     * @throws OperationException when the machine has no {@code /sys}
     */
    public Inventory inventoryWithTraffic() throws OperationException {
        return inventory(comparing(true));
    }

    /**
     * {@return the level of detail that tells whether something has to be changed}
     *
     * @param withUsers whether it also tells who uses VFs and what ports carry, without which nothing may be changed
     */
    public DetailLevel comparing(boolean withUsers) {
        return withUsers ? new DetailLevel.Traffic(environment) : new DetailLevel.Settings();
    }

    /**
     * {@return the cards, who uses them, and how links are stacked, of one reading}
     *
     * @throws OperationException when the machine has no {@code /sys}
     */
    public Discovery.InventoryAndLinks inventoryAndLinks() throws OperationException {
        try {
            return Discovery.inventoryAndLinks(machine);
        } catch (InvalidSysrootException e) {
            throw new OperationException(Kind.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * {@return the live state of the machine}
     *
     * @param look the level of detail
     * @throws OperationException when the machine has no {@code /sys}
     */
    public Inventory inventory(DetailLevel look) throws OperationException {
        try {
            return Discovery.inventory(machine, look);
        } catch (InvalidSysrootException e) {
            throw new OperationException(Kind.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * {@return the kernel that changes the machine}
     *
     * @throws OperationException when the machine is a snapshot, which is read-only
     */
    public Kernel requireKernel() throws OperationException {
        return kernel.orElseThrow(() -> new OperationException(
                Kind.INVALID_REQUEST,
                "snapshots are read-only; " + "add --dry-run to see the plan, or try scripts/sandbox"));
    }

    /** From now on a signal takes effect when the operation has reached a state that it can report. */
    public void watch() {
        interruption.watch();
        listener.detach();
    }
}
