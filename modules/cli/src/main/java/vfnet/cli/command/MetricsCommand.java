// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.state.RestoreRecord;
import vfnet.cli.host.ExitCode;
import vfnet.cli.metrics.HostMetrics;
import vfnet.cli.metrics.SavedStates;
import vfnet.cli.metrics.VfCounters;
import vfnet.cli.session.Session;
import vfnet.cli.session.UserFile;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.discovery.Statistics;
import vfnet.doctor.Doctor;
import vfnet.model.Problem;
import vfnet.model.host.HostFacts;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Rows;
import vfnet.system.MachineView;

/** {@code vfnet metrics}: counters, drift and findings for Prometheus, read by the textfile collector. */
public final class MetricsCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        MachineView machine = session.context().machine();
        Inventory inventory = session.context().inventory(new DetailLevel.Users(true));
        ConfigurationView saved = ConfigurationView.beside(inventory, session.context());
        Rows rows = Rows.of(inventory).beside(saved, true);
        HostFacts facts = Discovery.hostFacts(machine, inventory);
        Statistics statistics = Statistics.of(machine);
        VfCounters counters = new VfCounters(rows, statistics);
        List<Problem> problems = new ArrayList<>(rows.problems());
        problems.addAll(saved.problems());
        problems.addAll(facts.problems());
        statistics.problem().ifPresent(problems::add);
        String text = new HostMetrics(
                        rows,
                        counters,
                        saved.configuration().ports(),
                        saved.problems().isEmpty() ? Optional.of(drift(rows, saved)) : Optional.empty(),
                        Doctor.examine(inventory, facts, SavedStates.of(rows)).findings(),
                        new RestoreRecord(machine.sysroot()).time(),
                        problems)
                .text();
        Optional<String> file = invocation.value(Options.METRICS_FILE).filter(name -> !name.equals("-"));
        if (file.isPresent()) {
            UserFile.replace(machine.sysroot(), file.get(), text);
        } else {
            session.print(text);
        }
        session.warn(problems);
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }

    private static int drift(Rows rows, ConfigurationView saved) {
        return (int) saved.configuration().ports().stream()
                .filter(port -> ComparedPort.of(rows, saved, port).isDrift())
                .count();
    }
}
