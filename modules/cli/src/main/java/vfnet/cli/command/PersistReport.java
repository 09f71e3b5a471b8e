// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.PersistDocument;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.text.PersistMessages;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.operations.configuration.Mlx4ModuleOptions;
import vfnet.operations.configuration.PersistPlan;
import vfnet.operations.configuration.PersistResult;

/** Reports what was saved, or would be. */
final class PersistReport {
    private PersistReport() {}

    /** The command, as shown to those who wait for it. */
    static String purpose(Invocation invocation) {
        return "vfnet "
                + String.join(
                        " ",
                        Stream.concat(Stream.of(invocation.syntax().name()), invocation.parameters().stream())
                                .toList());
    }

    /** Says what was saved; {@code nothing} is why, where no port was. */
    static ExitCode tell(PersistResult result, String nothing, Invocation invocation, Session session)
            throws IOException {
        boolean dryRun = invocation.has(Options.DRY_RUN);
        PersistPlan plan = result.plan();
        if (invocation.has(Options.JSON)) {
            session.print(new PersistDocument(result, dryRun).bytes());
        } else {
            session.print(TerminalSanitizer.lines(PersistMessages.of(
                    result, nothing, dryRun, session.context().machine().sysroot())));
        }
        plan.options().map(Mlx4ModuleOptions::remarks).orElse(List.of()).forEach(session::warn);
        plan.failures().forEach(session::tell);
        session.warn(plan.missing());
        boolean whole = plan.failures().isEmpty() && plan.missing().isEmpty();
        return whole ? ExitCode.DONE : plan.changes().isEmpty() ? ExitCode.FAILED : ExitCode.PARTLY;
    }
}
