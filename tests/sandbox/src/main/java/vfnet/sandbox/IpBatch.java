// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel.IpFailure;
import vfnet.model.inventory.NamespaceFile;

/** {@code ip -force -batch}: a line that fails does not stop the others, a line that cannot be parsed ends them all. */
final class IpBatch {
    private final Simulation machine;
    private final IpLines lines;

    IpBatch(Simulation machine, Optional<NamespaceFile> namespace) {
        this.machine = machine;
        lines = new IpLines(machine, namespace);
    }

    List<IpFailure> run(List<IpLine> lines) {
        List<IpFailure> failures = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            IpLine line = lines.get(i);
            Answer answer = new FaultInjector(machine).of(KernelCall.of(line), line.text(), () -> run(line));
            switch (answer) {
                case Answer.Accepted() -> {}
                case Answer.Blocked(long pid) -> {
                    return List.of(new IpFailure(-1, "process " + pid + " does not end"));
                }
                case Answer.Refused(var errno, String message)
                when message.startsWith("Error: ") || message.startsWith("Command ") -> {
                    return List.of(new IpFailure(-1, message));
                }
                case Answer.Refused(var errno, String message) ->
                    failures.add(new IpFailure(i, errno.isPresent() ? "RTNETLINK answers: " + message : message));
            }
        }
        return failures;
    }

    private Answer run(IpLine line) {
        try {
            return lines.run(line)
                    .<Answer>map(words -> new Answer.Refused(Optional.empty(), words))
                    .orElseGet(Answer.Accepted::new);
        } catch (IpLines.Nonsense e) {
            return new Answer.Refused(Optional.empty(), e.getMessage());
        }
    }
}
