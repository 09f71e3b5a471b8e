package vfnet.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.discovery.Statistics;
import vfnet.model.Holder;
import vfnet.model.HolderKind;
import vfnet.model.Inventory;
import vfnet.model.NetworkInterface;
import vfnet.model.PciFunction;
import vfnet.model.PhysicalFunction;
import vfnet.model.UseSearch;

/** {@code vfnet show}: everything about one port or VF, or the lines that give a VF to a virtual machine. */
final class ShowCommand implements Command {
    private static final UseSearch OF_A_PORT = new UseSearch(List.of(HolderKind.VFIO), List.of(), List.of());

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        Optional<GuestLines.Tool> tool = tool(invocation);
        String name = invocation.parameters().getFirst();
        Inventory inventory = asListed(session.inventoryWithTraffic());
        Saved saved = Saved.beside(inventory, session);
        Rows rows = Rows.of(inventory).beside(saved, true);
        Shown shown = Shown.of(new FunctionSelection(rows).find(name), rows, Statistics.of(session.machine()));
        if (tool.isPresent()) {
            GuestLines lines = new GuestLines(vf(shown, name), tool.get());
            session.print(lines.text());
            session.warn(lines.warnings());
        } else if (invocation.has(Commands.JSON)) {
            session.print(new ShowDocument(shown, shown.problems(inventory, saved)).bytes());
        } else {
            session.print(ShowWords.of(shown));
        }
        session.warn(shown.problems(inventory, saved));
        return ExitCode.DONE;
    }

    /** For a plan one looks closer at who is on a ConnectX-3's ports; here that is told as what the port carries. */
    private static Inventory asListed(Inventory inventory) {
        return new Inventory(inventory.physicalFunctions().stream().map(pf -> {
            PciFunction own = pf.function();
            PciFunction listed = new PciFunction(own.address(), own.id(), own.description(), own.driver(), own.driverOverride(),
                    own.iommuGroup(), own.holders().map(all -> all.stream().filter(Holder.VfioProcess.class::isInstance).toList()),
                    own.problems(),
                    own.search().looked().contains(HolderKind.VFIO) ? own.search() : OF_A_PORT);
            return new PhysicalFunction(listed, pf.numaNode(), pf.sriov(), pf.ports(), pf.virtualFunctions(),
                    pf.elsewhere(), pf.leaving());
        }).toList(), inventory.generalProblems());
    }

    private static Optional<GuestLines.Tool> tool(Invocation invocation) throws CommandFailure {
        Optional<String> name = invocation.value(Commands.FOR);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (invocation.has(Commands.JSON)) {
            throw new CommandFailure(ExitCode.USAGE, "--for prints lines for another program, and no JSON: give one of --for and --json");
        }
        return Optional.of(GuestLines.Tool.named(name.get()).orElseThrow(() -> new CommandFailure(ExitCode.USAGE,
                "'" + name.get() + "' is nothing that --for knows; it knows " + GuestLines.Tool.names())));
    }

    /** A port stays with the host: its VFs are what can be given away. */
    private static List<VfRow> vf(Shown shown, String name) throws CommandFailure {
        if (shown.ports().isEmpty()) {
            return shown.vfs().stream().map(Shown.Vf::row).toList();
        }
        if (shown.ports().getFirst().row().pf().isVfWithoutPf()) {
            throw new CommandFailure(ExitCode.USAGE, "'" + name + "' " + shown.ports().getFirst().row().pf().removal()
                    .orElse("is a VF whose PF is not on this machine") + ", and --for takes a VF of a port of this machine");
        }
        List<VfRow> vfs = shown.ports().stream().flatMap(port -> port.vfs().stream()).toList();
        String there = vfs.isEmpty() ? "it has none now" : "its VFs are " + vfs.stream().map(ShowCommand::named).distinct()
                .collect(Collectors.joining(", "));
        throw new CommandFailure(ExitCode.USAGE, "'" + name + "' is a port, and --for takes a VF; " + there);
    }

    private static String named(VfRow row) {
        return row.function().address() + row.label().map(Object::toString)
                .or(() -> row.networkInterface().map(NetworkInterface::name).map(Object::toString))
                .map(other -> " (" + other + ")").orElse("");
    }
}
