// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.Imported;
import vfnet.interop.VfNumbers;
import vfnet.interop.link.LinkImport;
import vfnet.interop.netplan.NetplanImport;
import vfnet.model.Problem;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.VirtualFunction;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.configuration.ConfigurationImporter;
import vfnet.operations.configuration.ConfigurationTransaction;
import vfnet.operations.configuration.LegacyPorts;
import vfnet.operations.configuration.PersistPlan;
import vfnet.operations.interop.HostPorts;
import vfnet.operations.interop.ThirdPartyFiles;
import vfnet.operations.view.ConfigurationView;
import vfnet.system.SearchPath;
import vfnet.system.SystemFiles;

/** Saves what another tool is told of VFs. Never touches the live state, nor the other tool's files. */
public final class ImportOperation {
    private final OperationContext context;
    private final ImportRequest request;
    private List<String> sources = List.of();

    private ImportOperation(OperationContext context, ImportRequest request) {
        this.context = context;
        this.request = request;
    }

    /**
     * {@return what would be saved}
     *
     * @param context where it works
     * @param request what is asked for
     * @throws OperationException when nothing could be saved, or the files cannot be read
     */
    public static ImportResult plan(OperationContext context, ImportRequest request) throws OperationException {
        ImportOperation operation = new ImportOperation(context, request);
        return new ImportResult(ConfigurationTransaction.plan(context, operation::collect), operation.sources);
    }

    /**
     * Saves what the files say. Ports that are saved already are left alone.
     *
     * @param context where it works
     * @param purpose the command, as other runs of vfnet that wait for it are told: {@code vfnet import}
     * @param request what is asked for
     * @return what was saved
     * @throws OperationException when nothing was saved, or the files cannot be read
     */
    public static ImportResult run(OperationContext context, String purpose, ImportRequest request)
            throws OperationException {
        ImportOperation operation = new ImportOperation(context, request);
        return new ImportResult(ConfigurationTransaction.run(context, purpose, operation::collect), operation.sources);
    }

    private void collect(PersistPlan plan, Inventory inventory, ConfigurationView saved) throws OperationException {
        SystemFiles files = new SystemFiles(context.machine().sysroot());
        ConfigurationImporter takeover = new ConfigurationImporter(inventory, saved, plan);
        sources = switch (request.format()) {
            case LINK ->
                take(links(request.from(), files, HostPorts.of(inventory, files.sysroot()), takeover), takeover, plan);
            case NETPLAN -> take(netplan(request.from(), files, inventory), takeover, plan);
            case VF_CONFIG -> {
                LegacyPorts.take(
                        files.sysroot(),
                        request.from().orElseGet(files.sysroot()::predecessorConfiguration),
                        takeover,
                        plan);
                yield List.of();
            }
        };
        takeover.remarks().forEach(context.listener()::tell);
    }

    private static Imported links(
            Optional<Path> named, SystemFiles files, List<HostPort> host, ConfigurationImporter takeover)
            throws OperationException {
        ThirdPartyFiles links = foreign(named, files, files.links());
        ThirdPartyFiles networks = foreign(named, files, files.networks());
        links.requireExisting();
        links.orphans().forEach(orphan -> takeover.remarks().add("not carried over: " + orphan));
        boolean isFolder = named.isEmpty() || links.isFolder(named.get());
        return LinkImport.of(links.links(), isFolder ? networks.links() : List.of(), host);
    }

    private static Imported netplan(Optional<Path> named, SystemFiles files, Inventory inventory)
            throws OperationException {
        ThirdPartyFiles yaml = foreign(named, files, files.netplan());
        yaml.requireExisting();
        return NetplanImport.of(yaml.plain(), numbers(inventory), HostPorts.of(inventory, files.sysroot()));
    }

    private static ThirdPartyFiles foreign(Optional<Path> named, SystemFiles files, SearchPath usual)
            throws OperationException {
        ThirdPartyFiles all = new ThirdPartyFiles(files.sysroot(), usual);
        return named.isPresent() ? all.at(named.get()) : all;
    }

    /** Returns the files that say something of VFs. */
    private static List<String> take(Imported imported, ConfigurationImporter takeover, PersistPlan plan) {
        for (Problem lost : imported.lost()) {
            takeover.remarks().add("not carried over: " + lost);
        }
        for (Imported.ImportedPort port : imported.ports()) {
            takeover.take(port.place(), port.port());
        }
        for (Problem flaw : imported.flaws()) {
            plan.failures().add(flaw + "; it is left out");
        }
        return imported.ports().stream()
                .map(Imported.ImportedPort::file)
                .distinct()
                .toList();
    }

    /** Which VF has an interface of that name now. */
    private static VfNumbers numbers(Inventory inventory) {
        return name -> inventory.physicalFunctions().stream()
                .flatMap(pf -> pf.virtualFunctions().stream())
                .filter(vf ->
                        vf.interfaces().stream().anyMatch(own -> own.name().equals(name)))
                .map(VirtualFunction::index)
                .findFirst();
    }
}
