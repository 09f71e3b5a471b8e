// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.ShowDocument;
import vfnet.cli.passthrough.PassthroughSnippet;
import vfnet.cli.proxmox.MappingLines;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.text.ShowMessages;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.HolderKind;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.UseSearch;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.usecase.FunctionDetails;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/** {@code vfnet show}: shows everything about one port or VF, or the snippet that passes a VF to a virtual machine. */
public final class ShowCommand implements Command {
    private static final UseSearch OF_A_PORT = new UseSearch(List.of(HolderKind.VFIO), List.of(), List.of());

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        Optional<PassthroughSnippet.Tool> tool = tool(invocation);
        boolean byMapping = MappingLines.areRequested(invocation, tool);
        String name = invocation.parameters().getFirst();
        Inventory inventory = asListed(session.context().inventoryWithTraffic());
        ConfigurationView saved = ConfigurationView.beside(inventory, session.context());
        Rows rows = Rows.of(inventory).beside(saved, true);
        FunctionDetails shown = FunctionDetails.of(
                new FunctionSelection(rows).find(name), rows, session.context().machine());
        if (tool.isPresent()) {
            PassthroughSnippet lines = new PassthroughSnippet(vf(shown, invocation), tool.get());
            session.print(
                    byMapping ? MappingLines.of(lines.rows().getFirst(), saved, invocation, session) : lines.text());
            session.warn(lines.warnings());
        } else if (invocation.has(Options.JSON)) {
            session.print(new ShowDocument(shown, shown.problems(inventory, saved)).bytes());
        } else {
            session.print(ShowMessages.of(shown));
        }
        session.warn(shown.problems(inventory, saved));
        return ExitCode.DONE;
    }

    /** A plan needs the users of a ConnectX-3's ports; here they are shown as the port's traffic. */
    private static Inventory asListed(Inventory inventory) {
        return new Inventory(
                inventory.physicalFunctions().stream()
                        .map(pf -> {
                            PciFunction own = pf.function();
                            PciFunction listed = new PciFunction(
                                    own.address(),
                                    own.id(),
                                    own.description(),
                                    own.driver(),
                                    own.driverOverride(),
                                    own.iommuGroup(),
                                    own.holders()
                                            .map(all -> all.stream()
                                                    .filter(Holder.VfioProcess.class::isInstance)
                                                    .toList()),
                                    own.problems(),
                                    own.search().looked().contains(HolderKind.VFIO) ? own.search() : OF_A_PORT);
                            return new PhysicalFunction(
                                    listed,
                                    pf.numaNode(),
                                    pf.sriov(),
                                    pf.ports(),
                                    pf.virtualFunctions(),
                                    pf.elsewhere(),
                                    pf.leaving(),
                                    pf.cardSwitch());
                        })
                        .toList(),
                inventory.generalProblems());
    }

    private static Optional<PassthroughSnippet.Tool> tool(Invocation invocation) throws OperationException {
        Optional<String> name = invocation.value(Options.FOR);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (invocation.has(Options.JSON)) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "--for prints lines for another program, and no JSON: give one of --for and --json");
        }
        return Optional.of(PassthroughSnippet.Tool.named(name.get())
                .orElseThrow(() -> new OperationException(
                        Kind.INVALID_REQUEST,
                        "'" + name.get() + "' is nothing that --for knows; it knows "
                                + PassthroughSnippet.Tool.names() + ", as in vfnet show "
                                + invocation.parameters().getFirst() + " --for proxmox")));
    }

    /** A port stays with the host: only its VFs can be passed through. */
    private static List<VfRow> vf(FunctionDetails shown, Invocation invocation) throws OperationException {
        String name = invocation.parameters().getFirst();
        if (shown.ports().isEmpty()) {
            return shown.vfs().stream().map(FunctionDetails.Vf::row).toList();
        }
        if (shown.ports().getFirst().row().pf().isVfWithoutPf()) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "'" + name + "' "
                            + shown.ports()
                                    .getFirst()
                                    .row()
                                    .pf()
                                    .removal()
                                    .orElse("is a VF whose PF is not on this machine")
                            + ", and --for takes a VF of a port of this machine");
        }
        List<VfRow> vfs =
                shown.ports().stream().flatMap(port -> port.vfs().stream()).toList();
        String there = vfs.isEmpty()
                ? "it has none now; see vfnet show " + name
                : "its VFs are "
                        + vfs.stream().map(ShowCommand::named).distinct().collect(Collectors.joining(", "))
                        + ", as in vfnet show " + vfs.getFirst().function().address() + " --for "
                        + invocation.value(Options.FOR).orElseThrow();
        throw new OperationException(Kind.INVALID_REQUEST, "'" + name + "' is a port, and --for takes a VF; " + there);
    }

    private static String named(VfRow row) {
        return row.function().address()
                + row.label()
                        .map(Object::toString)
                        .or(() -> row.networkInterface()
                                .map(NetworkInterface::name)
                                .map(Object::toString))
                        .map(other -> " (" + other + ")")
                        .orElse("");
    }
}
