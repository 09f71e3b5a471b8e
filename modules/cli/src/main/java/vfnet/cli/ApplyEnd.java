package vfnet.cli;

import java.util.List;
import java.util.Optional;
import vfnet.model.SavedPort;

/**
 * How it ended with one entry of the saved configuration.
 *
 * @param entry  the entry
 * @param code   the exit code that it stands for
 * @param end    what was planned and done; empty where it did not come to a plan
 * @param reason why it did not; empty where it did
 */
record ApplyEnd(SavedPort entry, ExitCode code, Optional<PortEnd> end, Optional<String> reason) {

    static ApplyEnd of(SavedPort entry, PortEnd end) {
        return new ApplyEnd(entry, end.code(), Optional.of(end), Optional.empty());
    }

    static ApplyEnd failed(SavedPort entry, CommandFailure failure) {
        return new ApplyEnd(entry, failure.exitCode(), Optional.empty(), Optional.of(failure.getMessage()));
    }

    boolean hasChanged() {
        return end.filter(known -> known.result().hasChanged()).isPresent();
    }

    /**
     * The exit code of all together: the one that they share; else partly done. That something would change counts only
     * where nothing is wrong.
     *
     * @param flawed whether entries of the file could not be used at all
     */
    static ExitCode together(List<ApplyEnd> ends, boolean flawed) {
        List<ExitCode> codes = ends.stream().map(ApplyEnd::code).distinct().toList();
        boolean good = codes.stream().allMatch(code -> code == ExitCode.DONE || code == ExitCode.WOULD_CHANGE);
        if (good && !flawed) {
            return codes.contains(ExitCode.WOULD_CHANGE) ? ExitCode.WOULD_CHANGE : ExitCode.DONE;
        }
        boolean some = codes.stream().anyMatch(code -> code == ExitCode.DONE || code == ExitCode.PARTLY);
        if (some) {
            return ExitCode.PARTLY;
        }
        return codes.size() == 1 && !good ? codes.getFirst() : ExitCode.FAILED;
    }
}
