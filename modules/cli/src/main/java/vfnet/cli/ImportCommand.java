package vfnet.cli;

import vfnet.model.HostPlaces;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import vfnet.exchange.Imported;
import vfnet.exchange.LinkImport;
import vfnet.exchange.NetplanImport;
import vfnet.exchange.VfNumbers;
import vfnet.model.Inventory;
import vfnet.model.Problem;
import vfnet.model.Sysroot;
import vfnet.model.VirtualFunction;

/** {@code vfnet import}: saves what another tool had. Never touches the live state, nor the other tool's files. */
final class ImportCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        String format = invocation.value(Commands.FROM).orElseThrow(() -> new CommandFailure(ExitCode.USAGE,
                "--from is missing: it is vf.config, link or netplan; see 'vfnet import --help'"));
        Path place = place(invocation, format, session.machine().sysroot());
        return SavedChange.run(invocation, session, (plan, inventory, saved) -> {
            Takeover takeover = new Takeover(inventory, saved, plan);
            switch (format) {
                case "link" -> take(LinkImport.of(ForeignFiles.links(place)), takeover, plan);
                case "netplan" -> take(NetplanImport.of(ForeignFiles.netplan(place), numbers(inventory)), takeover, plan);
                default -> PredecessorPorts.take(place, takeover, plan);
            }
            for (String remark : takeover.remarks()) {
                session.say("vfnet: " + remark + "\n");
            }
            if (plan.changesAnything()) {
                session.say(afterwards(format, place));
            }
        });
    }

    private static Path place(Invocation invocation, String format, Sysroot sysroot) throws CommandFailure {
        Path usual = switch (format) {
            case "link" -> new HostPlaces(sysroot).linkFiles();
            case "netplan" -> new HostPlaces(sysroot).netplanFiles();
            case "vf.config" -> sysroot.predecessorConfiguration();
            default -> throw new CommandFailure(ExitCode.USAGE, "--from " + format + ": it is vf.config, link or netplan");
        };
        try {
            return invocation.parameters().isEmpty() ? usual : Path.of(invocation.parameters().getFirst());
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, invocation.parameters().getFirst() + " is no path", e);
        }
    }

    private static void take(Imported imported, Takeover takeover, PersistPlan plan) {
        for (Problem lost : imported.lost()) {
            takeover.remarks().add("not carried over: " + lost);
        }
        for (Imported.ImportedPort port : imported.ports()) {
            takeover.take(port.place(), port.port());
        }
        for (Problem flaw : imported.flaws()) {
            plan.failures().add(flaw + "; it is left out");
        }
    }

    /** Which VF has an interface of that name now. */
    private static VfNumbers numbers(Inventory inventory) {
        return name -> inventory.physicalFunctions().stream().flatMap(pf -> pf.virtualFunctions().stream())
                .filter(vf -> vf.interfaces().stream().anyMatch(own -> own.name().equals(name)))
                .map(VirtualFunction::index).findFirst();
    }

    private static String afterwards(String format, Path place) {
        Optional<String> tool = switch (format) {
            case "link" -> Optional.of("systemd");
            case "netplan" -> Optional.of("netplan");
            default -> Optional.empty();
        };
        return tool.map(name -> "vfnet: " + place + " still says the same to " + name + ", and two should not make VFs: take them "
                + "out there\n").orElse("");
    }
}
