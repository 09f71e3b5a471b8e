// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.DoctorDocument;
import vfnet.cli.metrics.SavedStates;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.text.DoctorMessages;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.doctor.Doctor;
import vfnet.doctor.report.Report;
import vfnet.doctor.report.SavedState;
import vfnet.doctor.report.Severity;
import vfnet.model.Problem;
import vfnet.model.host.HostFacts;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Rows;

/** {@code vfnet doctor}: finds why VFs cannot be created or passed to a VM, before a write fails. */
public final class DoctorCommand implements Command {
    /** The link of a VF comes up some two seconds after its driver has bound it (igbvf). */
    private static final Duration LINK_COMES = Duration.ofSeconds(4);

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        if (invocation.has(Options.WRITE_RULE)) {
            return NetworkManagerRuleFile.write(invocation, session);
        }
        Examined examined = examine(invocation.parameters(), session);
        boolean mayPass = examined.report().findings().stream()
                .anyMatch(finding -> finding.id().equals("vf_no_link"));
        if (mayPass && session.context().kernel().isPresent()) {
            session.context().kernel().get().pause(LINK_COMES);
            examined = examine(invocation.parameters(), session);
        }
        session.print(
                invocation.has(Options.JSON)
                        ? DoctorDocument.of(examined.report(), examined.problems())
                        : TerminalSanitizer.lines(DoctorMessages.of(examined.report()))
                                .getBytes(StandardCharsets.UTF_8));
        session.warn(examined.problems());
        return examined.report().count(Severity.ERROR) > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** What was found, and what could not be read for it. */
    private record Examined(Report report, List<Problem> problems) {}

    private static Examined examine(List<String> ports, Session session) throws OperationException {
        Inventory inventory = session.context().inventory(new DetailLevel.Cards(true, true));
        Rows all = Rows.of(inventory);
        Rows rows = ports.isEmpty() ? all : new FunctionSelection(all).narrow(ports, inventory, List.of());
        HostFacts facts = Discovery.hostFacts(session.context().machine(), inventory);
        SavedState saved = SavedStates.of(all.beside(ConfigurationView.beside(inventory, session.context()), true));
        Report report = ports.isEmpty()
                ? Doctor.examine(inventory, facts, saved)
                : Doctor.examine(
                        inventory,
                        facts,
                        saved,
                        rows.pfs().stream().map(row -> row.function().address()).collect(Collectors.toSet()));
        List<Problem> problems = new ArrayList<>(rows.problems());
        problems.addAll(facts.problems());
        return new Examined(report, problems);
    }
}
