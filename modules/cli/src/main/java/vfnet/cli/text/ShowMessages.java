// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.Vlan;
import vfnet.model.desired.RestorePolicy;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.inventory.HolderKind;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.Sriov;
import vfnet.model.inventory.UseSearch;
import vfnet.operations.usecase.FunctionDetails;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.SavedFacts;
import vfnet.operations.view.VfRow;
import vfnet.persistence.Difference;

/** A port or VF for people: sections of keys and values. */
public final class ShowMessages {
    private static final List<String> VFS_IN_SHORT =
            List.of("vf_index", "pci_address", "interface", "mac_address", "driver", "label", ListColumns.HOLDERS);

    private final FactSheet sheet = new FactSheet();

    private ShowMessages() {}

    /** Each port, or the VF on each port, after an empty line. */
    public static String of(FunctionDetails shown) {
        List<String> sheets = new ArrayList<>();
        shown.ports().forEach(port -> sheets.add(new ShowMessages().port(port)));
        shown.vfs().forEach(vf -> sheets.add(new ShowMessages().vf(vf)));
        return String.join("\n", sheets);
    }

    private String port(FunctionDetails.Port port) {
        PfRow row = port.row();
        title(row);
        columns(row, "description", "id", "driver", "module", "numa_node", "device_path");
        BusMasterText.of(row.function(), port.busMaster()).ifPresent(text -> sheet.fact("Bus Master", text));
        users(row.function(), PortMessages.uppers(row));
        link(port);
        if (row.pf().isVfWithoutPf()) {
            group(row.function());
            return sheet.text();
        }
        sheet.title("SR-IOV");
        columns(row, "can_vf", "vf_method", "active_vfs");
        row.pf().sriov().value().ifPresent(this::sriov);
        group(row.function());
        SwitchFacts.of(row.pf().cardSwitch(), sheet);
        sheet.title("Saved");
        sheet.facts(
                "Entry",
                row.saved().fold(ShowMessages::saved, () -> List.of("nothing"), why -> List.of(Cells.UNKNOWN)));
        savedDiffers(allDifferences(port));
        row.restored().ifPresent(restore -> sheet.fact("Last Restore", restore.describe()));
        if (!port.vfs().isEmpty()) {
            vfs(port.vfs());
        }
        return sheet.text();
    }

    private void link(FunctionDetails.Port port) {
        PfRow row = port.row();
        sheet.title("Link");
        PortFacts.addPlace(sheet, row);
        columns(row, "interface");
        alternativeNames(row.networkInterface());
        PortFacts.addLink(sheet, row);
        sheet.facts(
                "Carries",
                row.live()
                        .port()
                        .map(own -> own.carries()
                                .fold(
                                        all -> all.stream()
                                                .map(traffic -> PortMessages.carried(row, traffic))
                                                .toList(),
                                        List::<String>of,
                                        why -> List.of(Cells.UNKNOWN)))
                        .orElse(List.of()));
        sheet.facts("Counted", CounterText.of(port.counters()));
    }

    private void vfs(List<VfRow> rows) {
        sheet.title("VFs");
        List<Column<VfRow>> columns = new ArrayList<>();
        VFS_IN_SHORT.forEach(key -> VfColumns.ALL.stream()
                .filter(column -> column.key().equals(key))
                .forEach(columns::add));
        sheet.block(TextTable.of(columns, rows).render(true));
    }

    private void title(PfRow row) {
        sheet.title(
                !row.pf().isVfWithoutPf()
                        ? "Port " + row.title()
                        : "VF " + row.title()
                                + (row.pf().leaving().isEmpty()
                                        ? ", whose PF is not on this machine"
                                        : ", which its PF does not have any more"));
        row.pf().removal().ifPresent(words -> sheet.fact("Removal", words));
        row.pf().vfEvidence().ifPresent(evidence -> sheet.fact("Known As VF By", evidence.words()));
    }

    /** Most interfaces have none, so that is not shown. */
    private void alternativeNames(Optional<NetworkInterface> own) {
        own.map(NetworkInterface::alternativeNames)
                .filter(names -> !names.isEmpty())
                .ifPresent(names -> sheet.facts("Altnames", names));
    }

    private void columns(PfRow row, String... keys) {
        sheet.columns(PfColumns.ALL, row, keys);
    }

    private void sriov(Sriov sriov) {
        sheet.fact("First VF At", Cells.of(sriov.offset().map(offset -> "PF + " + offset), Cells.NOT_APPLICABLE));
        sheet.fact("Then Each", Cells.of(sriov.stride().map(stride -> "+ " + stride), Cells.NOT_APPLICABLE));
        sheet.fact(
                "Autoprobe",
                sriov.driversAutoprobe()
                        .fold(on -> on ? "on" : "off", () -> Cells.NOT_APPLICABLE, why -> Cells.UNKNOWN));
    }

    private static List<String> saved(SavedPort entry) {
        List<String> lines = new ArrayList<>();
        lines.add(entry.title() + ", port " + entry.devPort()
                + entry.permanentAddress().map(own -> ", made as " + own).orElse(""));
        lines.add(VfRanges.count(entry.count())
                + (entry.restore() == RestorePolicy.AT_BOOT ? ", restored at boot only" : "")
                + (entry.bridgeSync() ? ", filter kept in line with bridges" : "")
                + entry.eswitch().map(mode -> ", eswitch in " + mode + " mode").orElse(""));
        entry.vfs().values().forEach(vf -> lines.add("VF " + vf.index() + ": " + saved(vf)));
        return lines;
    }

    private static Reading<List<String>> allDifferences(FunctionDetails.Port port) {
        return port.row().drift().map(own -> {
            List<String> all = new ArrayList<>();
            own.forEach(difference -> all.add(difference.describe()));
            port.vfs()
                    .forEach(vf ->
                            vf.drift().value().orElse(List.of()).forEach(difference -> all.add(difference.describe())));
            return all;
        });
    }

    private String vf(FunctionDetails.Vf vf) {
        VfRow row = vf.row();
        sheet.title(row.title());
        columns(row, "label", "description", "id", "interface");
        alternativeNames(row.networkInterface());
        columns(row, "driver", "module", "device_path");
        if (row.function().driverOverride().value().isPresent()) {
            sheet.fact(
                    "Driver Override", row.function().driverOverride().value().get());
        }
        columns(row, "parent_interface", "parent_pci_address", "vf_index");
        BusMasterText.of(row.function(), vf.busMaster()).ifPresent(text -> sheet.fact("Bus Master", text));
        users(row.function(), List.of());
        sheet.title("Settings");
        columns(row, "mac_address", "admin_mac_address");
        if (row.isInfiniband()) {
            columns(row, "node_guid", "port_guid");
        }
        sheet.fact(
                "VLAN",
                row.settings()
                        .map(settings -> settings.vlan().map(ShowMessages::vlan).orElse(Cells.NONE))
                        .orElse(row.settingsAreUnknown() ? Cells.UNKNOWN : Cells.NOT_APPLICABLE));
        columns(row, "spoof_check", "trust", "link_state", "min_tx_rate", "max_tx_rate");
        sheet.fact(
                "RSS Query",
                row.settings()
                        .map(settings -> Cells.onOff(settings.queryRss()))
                        .orElse(row.settingsAreUnknown() ? Cells.UNKNOWN : Cells.NOT_APPLICABLE));
        row.representor().ifPresent(_ -> SwitchFacts.of(row, sheet));
        group(row.function());
        sheet.title("Counted");
        sheet.facts("By Itself", CounterText.of(vf.own()));
        sheet.facts("By Its Port", CounterText.of(vf.atPort()));
        sheet.title("Saved");
        sheet.facts("Entry", savedOf(row));
        savedDiffers(
                row.drift().map(all -> all.stream().map(ShowMessages::change).toList()));
        return sheet.text();
    }

    private void columns(VfRow row, String... keys) {
        sheet.columns(VfColumns.ALL, row, keys);
    }

    private static List<String> savedOf(VfRow row) {
        if (row.saved().isEmpty()) {
            return List.of(row.drift().isUnreadable() ? Cells.UNKNOWN : "nothing");
        }
        List<String> facts = SavedFacts.of(row.saved().get()).stream()
                .map(fact -> fact.field() + " " + fact.to().orElse(Cells.NONE))
                .toList();
        return facts.isEmpty() ? List.of("its port, and nothing of this VF") : facts;
    }

    private static String change(Difference difference) {
        return difference.field() + " " + difference.from().orElse(Cells.NONE) + " -> "
                + difference.to().orElse(Cells.NONE);
    }

    /** {@code 100, priority 3, 802.1ad}. */
    private static String vlan(Vlan vlan) {
        return vlan.id() + (vlan.qos() == 0 ? "" : ", priority " + vlan.qos()) + ", " + vlan.protocol();
    }

    private void savedDiffers(Reading<List<String>> differences) {
        sheet.facts(
                "Differs",
                differences.fold(
                        all -> all.isEmpty() ? List.of("nothing") : all,
                        () -> List.of(Cells.NOT_APPLICABLE),
                        why -> List.of(Cells.UNKNOWN)));
    }

    /** Who was found, what was searched, and what may be in use unseen. */
    private void users(PciFunction function, List<String> more) {
        List<String> users = new ArrayList<>(function.holders()
                .fold(
                        all -> all.stream().map(Cells::holder).toList(),
                        List::<String>of,
                        why -> List.of(Cells.UNKNOWN)));
        users.addAll(more);
        sheet.facts("In Use By", users);
        UseSearch search = function.search();
        sheet.fact("Looked For", names(search.looked()));
        List<Problem> reasons =
                search.unseen().stream().map(UseSearch.Unseen::why).distinct().toList();
        if (!reasons.isEmpty()) {
            sheet.facts(
                    "Not Seen",
                    reasons.stream()
                            .map(why -> names(search.unseen().stream()
                                            .filter(unseen -> unseen.why().equals(why))
                                            .map(UseSearch.Unseen::kind)
                                            .toList())
                                    + " (" + why + ")")
                            .toList());
        }
        if (!search.notes().isEmpty()) {
            sheet.facts("Set On It", search.notes());
        }
    }

    private static String names(List<HolderKind> kinds) {
        return kinds.stream().map(HolderKind::describe).collect(Collectors.joining(", "));
    }

    private void group(PciFunction function) {
        sheet.title("IOMMU");
        sheet.fact("IOMMU Grp", Cells.iommuGroup(function));
        sheet.fact("Shares Group", Cells.sharedWith(function));
    }

    /** {@code mac_address 02:00:00:00:00:01, trust on}. */
    private static String saved(SavedVf vf) {
        List<String> words = new ArrayList<>();
        SavedFacts.of(vf)
                .forEach(fact -> words.add(fact.field() + " " + fact.to().orElse(Cells.NONE)));
        return words.isEmpty() ? "nothing but its number" : String.join(", ", words);
    }
}
