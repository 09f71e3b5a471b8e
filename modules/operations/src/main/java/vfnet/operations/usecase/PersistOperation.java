// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.desired.RestorePolicy;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Sriov;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.configuration.ConfigurationImporter;
import vfnet.operations.configuration.ConfigurationTransaction;
import vfnet.operations.configuration.LegacyPorts;
import vfnet.operations.configuration.PersistPlan;
import vfnet.operations.configuration.PersistResult;
import vfnet.operations.select.PortSelection;
import vfnet.operations.select.SavedSelection;
import vfnet.operations.select.VfCount;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/** Saves the live state of ports, or a number of VFs. Never changes the live state. */
public final class PersistOperation {
    private PersistOperation() {}

    /**
     * {@return what would be saved}
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @throws OperationException when nothing could be saved
     */
    public static PersistResult plan(OperationContext context, PersistRequest request) throws OperationException {
        return ConfigurationTransaction.plan(
                context, (plan, inventory, saved) -> collect(context, request, plan, inventory, saved));
    }

    /**
     * Saves the live state of ports, or removes an entry.
     *
     * @param context the machine and the environment of the operation
     * @param purpose the command, shown to other runs of vfnet that wait for it: {@code vfnet persist enp1s0f0}
     * @param request the request
     * @return what was saved
     * @throws OperationException when nothing was saved, or it is unknown whether it will survive a power failure
     */
    public static PersistResult run(OperationContext context, String purpose, PersistRequest request)
            throws OperationException {
        return ConfigurationTransaction.run(
                context, purpose, (plan, inventory, saved) -> collect(context, request, plan, inventory, saved));
    }

    private static void collect(
            OperationContext context,
            PersistRequest request,
            PersistPlan plan,
            Inventory inventory,
            ConfigurationView saved)
            throws OperationException {
        switch (request) {
            case PersistRequest.Remove(String port) ->
                plan.remove(new SavedSelection(Rows.of(inventory), saved).one(port));
            case PersistRequest.Legacy(var file) -> {
                ConfigurationImporter importer = new ConfigurationImporter(inventory, saved, plan);
                importer.announceTo(context.listener()::tell);
                LegacyPorts.take(context.machine().sysroot(), file, importer, plan);
                importer.remarks().forEach(context.listener()::tell);
            }
            case PersistRequest.All(Optional<RestorePolicy> restore) -> {
                plan.restore(restore);
                context.listener().warn(saved.replaced(Rows.of(inventory).pfs()));
                plan.adoptAll();
            }
            case PersistRequest.Port(
                    String port,
                    Optional<String> count,
                    Optional<RestorePolicy> restore,
                    Optional<Boolean> bridgeSync) -> {
                plan.restore(restore);
                PfRow row = PortSelection.select(inventory, port);
                context.listener().warn(saved.replaced(List.of(row)));
                plan.adopt(row, count(count, row));
                bridgeSync.ifPresent(plan::bridgeSync);
            }
        }
    }

    private static int count(Optional<String> count, PfRow row) throws OperationException {
        if (row.pf().sriov() instanceof Reading.Unreadable<Sriov>(Problem why)) {
            throw new OperationException(Kind.FAILED, PersistPlan.unreadable(row, why));
        }
        int max = row.pf()
                .sriov()
                .value()
                .filter(Sriov::canMakeVfs)
                .orElseThrow(() -> new OperationException(
                        Kind.FAILED, row.title() + " cannot create VFs (see vfnet list), so there is nothing to save"))
                .totalVfs();
        return count.isEmpty() ? row.pf().virtualFunctions().size() : VfCount.parse(count.get(), 0, max, row);
    }
}
