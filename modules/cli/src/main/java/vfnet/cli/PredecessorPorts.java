package vfnet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.model.SavedPort;
import vfnet.model.Sysroot;
import vfnet.persistence.Flaw;
import vfnet.persistence.PredecessorFile;

/** Takes over what the predecessor saved: the number of VFs of each port, and the addresses that are live now. */
final class PredecessorPorts {
    private PredecessorPorts() {}

    /**
     * Adds the file's ports to the plan.
     *
     * @throws CommandFailure when the file cannot be read
     */
    static void take(Sysroot sysroot, Path file, Takeover takeover, PersistPlan plan) throws CommandFailure {
        try {
            PredecessorFile predecessor = PredecessorFile.parse(ForeignFiles.text(sysroot, file));
            for (PredecessorFile.Entry entry : predecessor.entries()) {
                takeover.take(file + ", line " + entry.line(), new SavedPort(Optional.empty(), Optional.empty(), 0,
                        Optional.of(entry.name()), entry.count(), new TreeMap<>()));
            }
            for (Flaw flaw : predecessor.flaws()) {
                plan.failures().add(file + ", " + flaw + "; it is left out");
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be read: " + FileFailure.words(e), e);
        }
    }
}
