// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.Imported;
import vfnet.interop.PortReader;
import vfnet.interop.SourceFile;
import vfnet.interop.VfNumbers;
import vfnet.interop.boot.BootImport;
import vfnet.interop.driverctl.DriverctlImport;
import vfnet.interop.keyfile.KeyfileImport;
import vfnet.interop.kubernetes.OperatorImport;
import vfnet.interop.link.LinkFile;
import vfnet.interop.link.LinkImport;
import vfnet.interop.netplan.NetplanImport;
import vfnet.interop.nmstate.NmstateImport;
import vfnet.interop.unraid.UnraidImport;
import vfnet.model.Problem;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.VirtualFunction;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.configuration.ConfigurationImporter;
import vfnet.operations.configuration.ConfigurationTransaction;
import vfnet.operations.configuration.LegacyPorts;
import vfnet.operations.configuration.PersistPlan;
import vfnet.operations.interop.BootFiles;
import vfnet.operations.interop.ExportHost;
import vfnet.operations.interop.HostPorts;
import vfnet.operations.interop.ThirdPartyFiles;
import vfnet.operations.view.ConfigurationView;
import vfnet.system.SearchPath;
import vfnet.system.SystemFiles;

/** Saves what another tool configures for VFs. Never changes the live state, nor the other tool's files. */
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
     * @param context the machine and the environment of the operation
     * @param request the request
     * @throws OperationException when nothing could be saved, or the files cannot be read
     */
    public static ImportResult plan(OperationContext context, ImportRequest request) throws OperationException {
        ImportOperation operation = new ImportOperation(context, request);
        return new ImportResult(ConfigurationTransaction.plan(context, operation::collect), operation.sources);
    }

    /**
     * Saves the settings of the files. Ports that are saved already are not changed.
     *
     * @param context the machine and the environment of the operation
     * @param purpose the command, shown to other runs of vfnet that wait for it: {@code vfnet import}
     * @param request the request
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
        ConfigurationImporter importer = new ConfigurationImporter(inventory, saved, plan);
        importer.announceTo(context.listener()::tell);
        sources = switch (request.format()) {
            case LINK ->
                take(links(request.from(), files, HostPorts.of(inventory, files.sysroot()), importer), importer, plan);
            case NETPLAN -> take(netplan(request.from(), files, inventory), importer, plan);
            case NETWORKMANAGER -> {
                List<SourceFile> profiles = texts(List.of(files.connections()), files);
                yield take(() -> KeyfileImport.of(profiles), importer, plan);
            }
            case NMSTATE -> {
                List<SourceFile> states = texts(files.nmstate(), files);
                yield take(() -> NmstateImport.of(states), importer, plan);
            }
            case SRIOV_OPERATOR -> take(operator(inventory, files), importer, plan);
            case DRIVERCTL -> {
                List<SourceFile> overrides = texts(List.of(files.driverctl()), files);
                List<HostPort> host = HostPorts.of(inventory, files.sysroot());
                yield take(() -> DriverctlImport.of(overrides, host), importer, plan);
            }
            case UNRAID -> {
                List<SourceFile> settings =
                        texts(files.unraid().subList(1, files.unraid().size()), files);
                List<HostPort> host = HostPorts.of(inventory, files.sysroot());
                yield take(() -> UnraidImport.of(settings, host), importer, plan);
            }
            case BOOT -> boot(inventory, importer, plan);
            case VF_CONFIG -> {
                LegacyPorts.take(
                        files.sysroot(),
                        request.from().orElseGet(files.sysroot()::predecessorConfiguration),
                        importer,
                        plan);
                yield List.of();
            }
        };
        importer.remarks().forEach(context.listener()::tell);
    }

    private static PortReader links(
            Optional<Path> named, SystemFiles files, List<HostPort> host, ConfigurationImporter importer)
            throws OperationException {
        ThirdPartyFiles links = foreign(named, files, files.links());
        ThirdPartyFiles networks = foreign(named, files, files.networks());
        boolean isFolder = named.isEmpty() || links.isFolder(named.get());
        boolean isNetwork = !isFolder && named.get().toString().endsWith(".network");
        List<LinkFile> additions = isFolder || isNetwork ? networks.links() : List.of();
        if (additions.isEmpty()) {
            links.requireExisting();
        }
        links.orphans().forEach(orphan -> importer.remarks().add("not carried over: " + orphan));
        List<LinkFile> own = isNetwork ? List.of() : links.links();
        return () -> LinkImport.of(own, additions, host);
    }

    private static PortReader netplan(Optional<Path> named, SystemFiles files, Inventory inventory)
            throws OperationException {
        ThirdPartyFiles yaml = foreign(named, files, files.netplan());
        yaml.requireExisting();
        List<SourceFile> texts = yaml.plain();
        List<HostPort> host = HostPorts.of(inventory, files.sysroot());
        return () -> NetplanImport.of(texts, numbers(inventory), host);
    }

    /** The files of a tool; there must be one. */
    private List<SourceFile> texts(List<SearchPath> usual, SystemFiles files) throws OperationException {
        List<SourceFile> texts = new ArrayList<>();
        for (SearchPath places : usual) {
            for (SourceFile text : foreign(request.from(), files, places).plain()) {
                if (!texts.contains(text)) {
                    texts.add(text);
                }
            }
        }
        if (texts.isEmpty()) {
            foreign(request.from(), files, usual.getFirst()).requireExisting();
        }
        return texts;
    }

    /** A cluster's objects are in no place of a host, so that the file must be named. */
    private PortReader operator(Inventory inventory, SystemFiles files) throws OperationException {
        Path from = request.from()
                .orElseThrow(() -> new OperationException(
                        OperationException.Kind.INVALID_REQUEST,
                        "which file? Write the policies into one and name it: kubectl get sriovnetworknodepolicies -A "
                                + "-o yaml > policies.yaml; vfnet import --from sriov-operator policies.yaml"));
        List<SourceFile> manifests = texts(List.of(new SearchPath(List.of(from), "*.yaml")), files);
        List<HostPort> host = HostPorts.of(inventory, files.sysroot());
        Optional<String> node = request.node().or(() -> ExportHost.hostName(files.sysroot()));
        return () -> OperatorImport.of(manifests, host, node);
    }

    /** Returns the lines that are not needed any more. */
    private List<String> boot(Inventory inventory, ConfigurationImporter importer, PersistPlan plan)
            throws OperationException {
        BootFiles files = request.from().isPresent()
                ? BootFiles.at(context, request.from().get())
                : BootFiles.of(context, inventory);
        files.unread().forEach(problem -> plan.failures().add(problem + "; it is left out"));
        BootImport.Result result = BootImport.of(
                files.files(), HostPorts.of(inventory, context.machine().sysroot()));
        take(result::imported, importer, plan);
        return result.lines();
    }

    private static ThirdPartyFiles foreign(Optional<Path> named, SystemFiles files, SearchPath usual)
            throws OperationException {
        ThirdPartyFiles all = new ThirdPartyFiles(files.sysroot(), usual);
        return named.isPresent() ? all.at(named.get()) : all;
    }

    /** Returns the files that configure VFs. */
    private static List<String> take(PortReader reader, ConfigurationImporter importer, PersistPlan plan) {
        Imported imported = reader.read();
        for (Problem lost : imported.lost()) {
            importer.remarks().add("not carried over: " + lost);
        }
        for (Imported.ImportedPort port : imported.ports()) {
            importer.take(port.place(), port.port());
        }
        for (Problem flaw : imported.flaws()) {
            plan.failures().add(flaw + "; it is left out");
        }
        return imported.ports().stream()
                .map(Imported.ImportedPort::file)
                .distinct()
                .toList();
    }

    /** Which VF has an interface of that name at present. */
    private static VfNumbers numbers(Inventory inventory) {
        return name -> inventory.physicalFunctions().stream()
                .flatMap(pf -> pf.virtualFunctions().stream())
                .filter(vf ->
                        vf.interfaces().stream().anyMatch(own -> own.name().equals(name)))
                .map(VirtualFunction::index)
                .findFirst();
    }
}
