// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vfnet.apply.plan.Guids;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.MacDocument;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.text.Cells;
import vfnet.cli.text.Column;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.cli.text.TextTable;
import vfnet.discovery.DetailLevel;
import vfnet.mac.AddressPlan;
import vfnet.mac.VfAddress;
import vfnet.model.Driver;
import vfnet.model.LinkLayer;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.PortElsewhere;
import vfnet.model.inventory.Sriov;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.configuration.LegacyAddresses;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.select.PortSelection;
import vfnet.operations.select.VfCount;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/**
 * {@code vfnet mac}: the addresses of a port's VFs before they exist, for a DHCP server's reservations; of an
 * InfiniBand port their GUIDs, for a subnet manager's partitions.
 */
public final class MacCommand implements Command {
    private static final List<Column<VfAddress>> COLUMNS = List.of(
            new Column<>("vf_index", "VF #", true, "number on its PF, from 0", vf -> String.valueOf(vf.vfIndex())),
            new Column<>(
                    "mac_address",
                    "MAC Address",
                    true,
                    "MAC address that it has or will have",
                    vf -> Cells.of(vf.known().map(VfAddress.Known::address), Cells.UNKNOWN)),
            new Column<>(
                    "origin",
                    "Origin",
                    true,
                    "where the address comes from",
                    vf -> Cells.of(vf.known().map(known -> known.origin().id()), Cells.UNKNOWN)));

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        Inventory inventory = session.context().inventory(new DetailLevel.Cards(false));
        PfRow row = PortSelection.select(inventory, invocation.parameters().getFirst());
        boolean legacy = isLegacy(invocation);
        Port port = port(row, legacy ? row.port() : row.live().port());
        int most = mostVfs(row);
        if (port.layer() == LinkLayer.ETHERNET && !row.live().setsAddresses()) {
            throw cannot(
                    row,
                    "has VFs whose addresses the card alone decides: its driver " + driver(row)
                            + " can set none, so none can be computed in advance; vfnet list shows those of VFs "
                            + "that exist");
        }
        int count = invocation.parameters().size() < 2
                ? most
                : VfCount.parse(invocation.parameters().get(1), 1, most, row);
        ConfigurationView saved = ConfigurationView.beside(inventory, session.context());
        if (port.layer() == LinkLayer.INFINIBAND && !legacy) {
            return guids(new GuidListing(inventory, row, port, count, saved), invocation, session);
        }
        List<VfAddress> addresses = legacy
                ? new LegacyAddresses(row).of(IntStream.range(0, count).boxed().toList())
                : AddressPlan.of(inventory, row.pf(), port, count, saved.addressesOfNewVfs(row));
        List<Problem> missing = missing(addresses);
        if (addresses.stream().allMatch(vf -> vf.known().isEmpty())) {
            throw new OperationException(Kind.FAILED, missing.getFirst().toString());
        }
        List<Problem> problems = new ArrayList<>(new FunctionSelection(Rows.of(inventory))
                .narrow(List.of(row.function().address().toString()), inventory, saved.problems())
                .problems());
        problems.addAll(missing);
        if (legacy) {
            new LegacyAddresses(row).doubt().ifPresent(problems::add);
        }
        if (invocation.has(Options.JSON)) {
            session.print(new MacDocument(row, addresses, List.of(), problems).bytes());
        } else {
            session.print(table(row, addresses, invocation));
        }
        session.warn(problems);
        return missing.isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }

    private static ExitCode guids(GuidListing listing, Invocation invocation, Session session)
            throws OperationException, IOException {
        if (!Guids.areSet(listing.row().live())) {
            throw cannot(
                    listing.row(),
                    "has VFs whose GUIDs the card alone decides: its driver " + driver(listing.row()) + " takes none "
                            + "from ip");
        }
        session.print(
                invocation.has(Options.JSON)
                        ? listing.document()
                        : listing.table(!invocation.has(Options.NO_HEADER)).getBytes(StandardCharsets.UTF_8));
        session.warn(listing.problems());
        return listing.missing().isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }

    private static boolean isLegacy(Invocation invocation) throws OperationException {
        Optional<String> scheme = invocation.value(Options.SCHEME);
        if (scheme.filter(word -> !word.equals("0.1")).isPresent()) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "--scheme " + scheme.get() + ": it is 0.1, for the addresses of the Python tool; leave it out for "
                            + "those of this version");
        }
        return scheme.isPresent();
    }

    private static Port port(PfRow row, Optional<Port> port) throws OperationException {
        return port.orElseThrow(() -> row.pf()
                .removal()
                .or(() -> row.pf().elsewhere().map(MacCommand::elsewhere))
                .map(words -> cannot(row, words))
                .orElseGet(() -> cannot(
                        row,
                        "has no network interface, and so no permanent MAC address, since "
                                + (row.function().driver().value().isPresent()
                                        ? "it is bound to " + driver(row)
                                        : "no driver is bound to it")
                                + "; see vfnet show " + row.name())));
    }

    /** vfnet 0.1 looked into its own namespace alone. */
    private static String elsewhere(PortElsewhere own) {
        return "has its interface in " + own.place() + ", and "
                + own.obstacle()
                        .map(why -> "its permanent MAC address is unknown: " + why)
                        .orElse("vfnet 0.1 computed no addresses for such a port");
    }

    private static int mostVfs(PfRow row) throws OperationException {
        return switch (row.pf().sriov()) {
            case Reading.Absent<Sriov>()
            when !row.pf().leaving().isEmpty() ->
                throw cannot(row, row.pf().removal().orElseThrow());
            case Reading.Absent<Sriov>()
            when row.pf().isVfWithoutPf() ->
                throw cannot(
                        row,
                        "is a VF itself, whose PF is not on " + "this machine; its address is decided where the PF is");
            case Reading.Absent<Sriov>() ->
                throw cannot(row, "cannot create VFs: the card has no SR-IOV, or the BIOS hides it; see vfnet doctor");
            case Reading.Unreadable<Sriov>(Problem why) ->
                throw cannot(row, "supports an unknown number of VFs: " + why + "; see vfnet doctor");
            case Reading.Value<Sriov>(Sriov sriov)
            when sriov.totalVfs() == 0 ->
                throw cannot(
                        row,
                        "supports 0 VFs: SR-IOV is switched off in the card's firmware or in the BIOS"
                                + "; see vfnet doctor");
            case Reading.Value<Sriov>(Sriov sriov)
            when !sriov.canMakeVfs() ->
                throw cannot(
                        row,
                        "cannot create VFs: its driver " + driver(row) + " does not; see vfnet show " + row.name());
            case Reading.Value<Sriov>(Sriov sriov) -> sriov.totalVfs();
        };
    }

    private static OperationException cannot(PfRow row, String why) {
        return new OperationException(Kind.FAILED, row.title() + " " + why);
    }

    private static String driver(PfRow row) {
        return Cells.of(row.function().driver().map(Driver::name), Cells.NONE);
    }

    private static List<Problem> missing(List<VfAddress> addresses) {
        List<Problem> missing = new ArrayList<>();
        for (VfAddress vf : addresses) {
            if (vf instanceof VfAddress.Unknown unknown && !missing.contains(unknown.why())) {
                missing.add(unknown.why());
            }
        }
        return missing;
    }

    private static String table(PfRow row, List<VfAddress> addresses, Invocation invocation) {
        boolean head = !invocation.has(Options.NO_HEADER);
        String table = TextTable.of(COLUMNS, addresses).render(head);
        return head ? "VF MAC Addresses of " + TerminalSanitizer.of(row.title()) + ":\n" + table : table;
    }
}
