package vfnet.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Errno;
import vfnet.model.VfSettings;
import vfnet.model.WantedVf;

/** Sets addresses and settings of VFs through their PF: one batch for all, read back, repeated while it is too early. */
final class VfConfiguration {
    /** i40e answers EAGAIN while a new VF is in reset, for up to a second or so (i40e_virtchnl_pf.c). */
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_TRIES = 50;
    /** A driver that took the value without a word gets this many chances. */
    private static final int MOST_SILENT_TRIES = 3;

    private final Surroundings with;

    VfConfiguration(Surroundings with) {
        this.with = with;
    }

    StepResult run(Step.ConfigureVfs step) {
        Set<Integer> blind = new HashSet<>();
        List<Kernel.IpFailure> failures = List.of();
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Optional<LivePort> live = LivePort.in(with.machine().get(), step.pf());
            Optional<Integer> index = live.flatMap(LivePort::port).flatMap(port -> port.networkInterface().index().value());
            if (index.isEmpty()) {
                return StepResult.failed(step, step.pf() + " has no network interface to set VFs through");
            }
            List<IpLine> lines = lines(step, live.get(), index.get(), blind);
            if (lines.isEmpty()) {
                return new StepResult.Done(unverified(step, live.get()));
            }
            if (attempt >= MOST_SILENT_TRIES && !tooEarly(failures)) {
                return failed(step, lines, failures);
            }
            if (attempt > 0) {
                with.kernel().pause(PAUSE);
            }
            failures = with.kernel().ip(lines);
            if (failures.stream().anyMatch(failure -> failure.line() < 0)) {
                return StepResult.failed(step, "ip failed: " + failures.getFirst().message());
            }
        }
        return failed(step, List.of(), failures);
    }

    /** What cannot be read back is written once. */
    private List<IpLine> lines(Step.ConfigureVfs step, LivePort live, int pfIndex, Set<Integer> blind) {
        List<IpLine> lines = new ArrayList<>();
        for (WantedVf vf : step.vfs()) {
            Optional<VfSettings> settings = live.settings(vf.index());
            if (settings.isPresent() || blind.add(vf.index())) {
                lines.addAll(VfDifference.lines(pfIndex, vf, settings.orElse(VfSettings.UNKNOWN)));
            }
        }
        return lines;
    }

    private static List<String> unverified(Step.ConfigureVfs step, LivePort live) {
        List<Integer> unseen = step.vfs().stream().map(WantedVf::index)
                .filter(index -> live.settings(index).isEmpty()).toList();
        return unseen.isEmpty() ? List.of() : List.of("addresses and settings of " + Indices.words(unseen)
                + " were written and cannot be read back: the kernel's link table does not show them");
    }

    private static boolean tooEarly(List<Kernel.IpFailure> failures) {
        return failures.stream().anyMatch(failure -> failure.message().endsWith(Errno.EAGAIN.message()));
    }

    private static StepResult failed(Step.ConfigureVfs step, List<IpLine> left, List<Kernel.IpFailure> failures) {
        String what = left.isEmpty() ? "the VFs' settings" : "'" + left.getFirst().text() + "'";
        return StepResult.failed(step, failures.isEmpty()
                ? what + " was taken by the driver without effect"
                : what + " was refused: " + failures.getFirst().message());
    }
}
