// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.doctor.match.DeviceLists;
import vfnet.doctor.match.PortMatch;
import vfnet.doctor.match.VfRoutingIds;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.host.BootService;
import vfnet.model.host.ModuleRule;
import vfnet.model.host.OtherTool;
import vfnet.model.host.PortPattern;
import vfnet.model.host.ThirdPartySetting;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.system.SriovText;

/** Whether another tool creates VFs, too: the last one wins, and VFs in use are destroyed on the way. */
public final class OtherToolsCheck implements Check {
    /** Only the first file that matches a port takes effect. */
    private static final Set<OtherTool> FIRST_WINS = Set.of(OtherTool.SYSTEMD_LINK, OtherTool.NETWORKD);
    /** These may name a VF, which need not exist now. */
    private static final Set<OtherTool> BY_PLACE = Set.of(OtherTool.DRIVERCTL, OtherTool.UNRAID);

    private static final List<String> PARAMETERS = List.of("max_vfs", "num_vfs");
    /** Creates its VFs only by a parameter. */
    private static final String MLX4 = "mlx4_core";

    @Override
    public String subject() {
        return "other tools";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        for (PhysicalFunction pf : context.withSriov()) {
            List<Optional<Port>> ports = pf.ports().isEmpty()
                    ? List.of(Optional.empty())
                    : pf.ports().stream().map(Optional::of).toList();
            for (Optional<Port> port : ports) {
                byTool(about(pf, port, context))
                        .values()
                        .forEach(settings -> examined.add(finding(settings)
                                .on(port.map(known -> Subject.of(pf, known)).orElseGet(() -> Subject.of(pf)))));
            }
            parameter(pf, context).ifPresent(examined::add);
        }
        byTool(context.facts().otherTools().stream()
                        .filter(OtherToolsCheck::isAboutUnknown)
                        .toList())
                .values()
                .forEach(settings -> examined.add(finding(settings)));
        predecessor(context.facts().bootService()).ifPresent(examined::add);
        if (context.facts().platform().bootLoader().trueNas()) {
            examined.and(
                    "TrueNAS keeps init scripts in its database; to see them: midclt call initshutdownscript.query");
        }
        return context.orUnseen(
                examined.saw(examined.findings().isEmpty() ? "none creates VFs or binds them" : "see the findings"));
    }

    /** A line of a script that names its port by a variable may be about any. */
    private static boolean isAboutUnknown(ThirdPartySetting setting) {
        return setting.ports().equals(PortPattern.ANY)
                && !FIRST_WINS.contains(setting.tool())
                && setting.tool() != OtherTool.NETWORK_MANAGER;
    }

    private static List<ThirdPartySetting> about(PhysicalFunction pf, Optional<Port> port, DiagnosticContext context) {
        List<ThirdPartySetting> about = new ArrayList<>();
        for (ThirdPartySetting setting : context.facts().otherTools()) {
            boolean decided = FIRST_WINS.contains(setting.tool())
                    && about.stream().anyMatch(earlier -> earlier.tool() == setting.tool());
            if (!decided
                    && !isAboutUnknown(setting)
                    && (fits(setting, pf, port)
                            || BY_PLACE.contains(setting.tool()) && VfRoutingIds.anyFits(setting.ports(), pf))) {
                about.add(setting);
            }
        }
        about.removeIf(setting -> setting.lines().isEmpty());
        port.ifPresent(
                known -> about.addAll(DeviceLists.settings(context.facts().networkManager(), pf, known)));
        return about;
    }

    private static boolean fits(ThirdPartySetting setting, PhysicalFunction pf, Optional<Port> port) {
        return setting.tool() == OtherTool.NETWORKD
                ? PortMatch.fitsByAnyName(setting.ports(), pf, port)
                : PortMatch.fits(setting.ports(), pf, port);
    }

    private static Map<OtherTool, List<ThirdPartySetting>> byTool(List<ThirdPartySetting> settings) {
        Map<OtherTool, List<ThirdPartySetting>> byTool = new LinkedHashMap<>();
        settings.forEach(setting -> byTool.computeIfAbsent(setting.tool(), none -> new ArrayList<>())
                .add(setting));
        return byTool;
    }

    private static Finding finding(List<ThirdPartySetting> settings) {
        OtherTool tool = settings.getFirst().tool();
        Finding finding = Finding.warning(
                tool == OtherTool.DRIVERCTL ? "driver_override_kept" : "other_tool",
                settings.stream().flatMap(setting -> setting.lines().stream()).allMatch(SriovText::removes)
                        ? OtherToolMessages.whatOfRemovals(tool)
                        : OtherToolMessages.what(tool));
        for (ThirdPartySetting setting : settings) {
            for (String line : setting.lines()) {
                finding = finding.found(setting.file(), line);
            }
        }
        return finding.todo(OtherToolMessages.toDo(tool));
    }

    private static Optional<Finding> parameter(PhysicalFunction pf, DiagnosticContext context) {
        String module = pf.function()
                .driver()
                .value()
                .flatMap(driver -> driver.module())
                .orElse("");
        List<ModuleRule> rules = context.facts().modules().rules().stream()
                .filter(rule -> rule.module().equals(module)
                        && !module.equals(MLX4)
                        && PARAMETERS.stream().anyMatch(rule.arguments()::contains))
                .toList();
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(finding(rules.stream()
                                .map(rule -> new ThirdPartySetting(
                                        OtherTool.MODULE_OPTION, rule.file(), List.of(rule.line()), PortPattern.ANY))
                                .toList())
                        .on(Subject.of(pf)));
    }

    private static Optional<Finding> predecessor(BootService service) {
        if (service.predecessor().enabledBy().isEmpty()
                || service.predecessor().file().isEmpty()) {
            return Optional.empty();
        }
        Finding finding = Finding.warning("predecessor_enabled", OtherToolMessages.what(OtherTool.PREDECESSOR))
                .found(
                        service.predecessor().enabledBy().getFirst(),
                        "starts " + service.predecessor().name());
        for (String line : service.former()) {
            finding = finding.found(
                    DiagnosticContext.HERE.predecessorConfiguration().toString(), line);
        }
        return Optional.of(finding.todo(
                service.packaged()
                        ? OtherToolMessages.toReplacePredecessor()
                        : OtherToolMessages.toDo(OtherTool.PREDECESSOR)));
    }
}
