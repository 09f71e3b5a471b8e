package vfnet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vfnet.discovery.Discovery;
import vfnet.discovery.Look;
import vfnet.doctor.Doctor;
import vfnet.doctor.Report;
import vfnet.doctor.Severity;
import vfnet.model.HostFacts;
import vfnet.model.Inventory;
import vfnet.model.Problem;

/** {@code vfnet doctor}: why VFs cannot be made or given to a VM, before a write fails. */
final class DoctorCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        if (invocation.has(Commands.WRITE_RULE)) {
            return NetworkManagerRuleFile.write(invocation, session);
        }
        Inventory inventory = session.inventory(new Look.AtCards());
        List<String> ports = invocation.parameters();
        Rows all = Rows.of(inventory);
        Rows rows = ports.isEmpty() ? all : all.narrowedTo(ports, inventory, List.of());
        HostFacts facts = Discovery.hostFacts(session.machine(), inventory);
        Report report = ports.isEmpty() ? Doctor.examine(inventory, facts)
                : Doctor.examine(inventory, facts, rows.pfs().stream().map(row -> row.function().address())
                        .collect(Collectors.toSet()));
        List<Problem> problems = new ArrayList<>(rows.problems());
        problems.addAll(facts.problems());
        session.print(invocation.has(Commands.JSON) ? DoctorDocument.of(report, problems)
                : Cleaned.lines(DoctorWords.of(report)).getBytes(StandardCharsets.UTF_8));
        session.warn(problems);
        return report.count(Severity.ERROR) > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }
}
