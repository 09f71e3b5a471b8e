// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import java.io.IOException;
import java.util.Optional;
import vfnet.cli.command.Command;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.session.UserFile;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.operations.OperationException;

/** {@code vfnet report}: what the documents of many hosts say together. Reads no host. */
public final class ReportCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        FleetReport report = FleetReport.of(invocation.parameters());
        Optional<String> page = invocation.value(Options.HTML);
        if (page.isPresent() && !page.get().equals("-")) {
            UserFile.replace(session.context().machine().sysroot(), page.get(), ReportHtml.of(report));
        } else if (page.isPresent()) {
            session.print(ReportHtml.of(report));
        }
        if (invocation.has(Options.JSON)) {
            session.print(ReportDocument.of(report));
        } else if (page.isEmpty()) {
            session.print(ReportText.of(report));
        }
        session.warn(report.unread());
        return report.unread().isEmpty() ? ExitCode.DONE : report.hosts() == 0 ? ExitCode.FAILED : ExitCode.PARTLY;
    }
}
