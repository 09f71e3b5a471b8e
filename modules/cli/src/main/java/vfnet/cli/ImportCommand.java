package vfnet.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.exchange.HostPort;
import vfnet.exchange.Imported;
import vfnet.exchange.LinkImport;
import vfnet.exchange.NetplanImport;
import vfnet.exchange.VfNumbers;
import vfnet.model.FilePlaces;
import vfnet.model.Inventory;
import vfnet.model.Problem;
import vfnet.model.SystemFiles;
import vfnet.model.VirtualFunction;

/** {@code vfnet import}: saves what another tool had. Never touches the live state, nor the other tool's files. */
final class ImportCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        String format = invocation.value(Commands.FROM).orElseThrow(() -> new CommandFailure(ExitCode.USAGE,
                "--from is missing: it is vf.config, link or netplan; see 'vfnet import --help'"));
        Optional<Path> named = named(invocation);
        SystemFiles files = new SystemFiles(session.machine().sysroot());
        if (!List.of("link", "netplan", "vf.config").contains(format)) {
            throw new CommandFailure(ExitCode.USAGE, "--from " + format + ": it is vf.config, link or netplan");
        }
        return SavedChange.run(invocation, session, (plan, inventory, saved) -> {
            Takeover takeover = new Takeover(inventory, saved, plan);
            List<String> sources = switch (format) {
                case "link" -> take(links(named, files, HostPorts.of(inventory, files.sysroot()), takeover), takeover, plan);
                case "netplan" -> take(netplan(named, files, inventory), takeover, plan);
                default -> {
                    PredecessorPorts.take(files.sysroot(), named.orElseGet(files.sysroot()::predecessorConfiguration), takeover, plan);
                    yield List.of();
                }
            };
            for (String remark : takeover.remarks()) {
                session.say("vfnet: " + remark + "\n");
            }
            if (plan.changesAnything()) {
                session.say(afterwards(format, sources));
            }
        });
    }

    private static Optional<Path> named(Invocation invocation) throws CommandFailure {
        try {
            return invocation.parameters().stream().findFirst().map(Path::of);
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, invocation.parameters().getFirst() + " is not a valid path", e);
        }
    }

    private static Imported links(Optional<Path> named, SystemFiles files, List<HostPort> host, Takeover takeover) throws CommandFailure {
        ForeignFiles links = foreign(named, files, files.links());
        ForeignFiles networks = foreign(named, files, files.networks());
        links.mustExist();
        links.orphans().forEach(orphan -> takeover.remarks().add("not carried over: " + orphan));
        boolean isFolder = named.isEmpty() || links.isFolder(named.get());
        return LinkImport.of(links.links(), isFolder ? networks.links() : List.of(), host);
    }

    private static Imported netplan(Optional<Path> named, SystemFiles files, Inventory inventory) throws CommandFailure {
        ForeignFiles yaml = foreign(named, files, files.netplan());
        yaml.mustExist();
        return NetplanImport.of(yaml.plain(), numbers(inventory), HostPorts.of(inventory, files.sysroot()));
    }

    private static ForeignFiles foreign(Optional<Path> named, SystemFiles files, FilePlaces usual) throws CommandFailure {
        ForeignFiles all = new ForeignFiles(files.sysroot(), usual);
        return named.isPresent() ? all.at(named.get()) : all;
    }

    /** Returns the files that say something of VFs. */
    private static List<String> take(Imported imported, Takeover takeover, PersistPlan plan) {
        for (Problem lost : imported.lost()) {
            takeover.remarks().add("not carried over: " + lost);
        }
        for (Imported.ImportedPort port : imported.ports()) {
            takeover.take(port.place(), port.port());
        }
        for (Problem flaw : imported.flaws()) {
            plan.failures().add(flaw + "; it is left out");
        }
        return imported.ports().stream().map(Imported.ImportedPort::file).distinct().toList();
    }

    /** Which VF has an interface of that name now. */
    private static VfNumbers numbers(Inventory inventory) {
        return name -> inventory.physicalFunctions().stream().flatMap(pf -> pf.virtualFunctions().stream())
                .filter(vf -> vf.interfaces().stream().anyMatch(own -> own.name().equals(name)))
                .map(VirtualFunction::index).findFirst();
    }

    private static String afterwards(String format, List<String> sources) {
        String tool = format.equals("link") ? "systemd" : "netplan";
        return sources.isEmpty() ? "" : "vfnet: " + String.join(", ", sources) + (sources.size() == 1 ? " still says" : " still say")
                + " the same to " + tool + ", and two should not create VFs: take them out there\n";
    }
}
