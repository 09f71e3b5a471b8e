// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.DevlinkLine;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Remark;
import vfnet.apply.plan.Guids;
import vfnet.apply.plan.LivePort;
import vfnet.apply.plan.Step;
import vfnet.apply.plan.VfDifference;
import vfnet.model.Errno;
import vfnet.model.InterfaceName;
import vfnet.model.VfRanges;
import vfnet.model.VfSettings;
import vfnet.model.desired.DesiredVf;
import vfnet.model.inventory.NamespaceFile;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.Port;

/**
 * Sets addresses and settings of VFs through their PF: in one batch, read back, and repeated while the VFs are not
 * ready.
 */
final class VfConfiguration {
    /** i40e answers EAGAIN while a new VF is in reset, for up to a second or so (i40e_virtchnl_pf.c). */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final int MAX_TRIES = 50;
    /** The number of attempts for a driver that ignores the value without an error. */
    private static final int MAX_SILENT_TRIES = 3;

    private final ApplyContext with;

    VfConfiguration(ApplyContext with) {
        this.with = with;
    }

    StepResult run(Step.ConfigureVfs step) {
        Set<Integer> blind = new HashSet<>();
        Set<Integer> blindlySwitched = new HashSet<>();
        Optional<Refused> refused = Optional.empty();
        boolean tooEarly = false;
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            Optional<LivePort> live = LivePort.in(with.cards().get(), step.pf(), step.devPort());
            Optional<Integer> index = live.flatMap(LivePort::port)
                    .flatMap(port -> port.networkInterface().index().value());
            if (index.isEmpty()) {
                return StepResult.failed(step, step.pf() + " has no network interface to set VFs through");
            }
            List<DevlinkLine> switched = switched(step, live.get(), blindlySwitched);
            List<Change> lines = lines(step, live.get(), index.get(), blind);
            if (lines.isEmpty() && switched.isEmpty()) {
                return new StepResult.Done(unverified(step, live.get()));
            }
            if (attempt >= MAX_SILENT_TRIES && !tooEarly) {
                return switched.isEmpty() || refused.isPresent()
                        ? failed(step, lines, refused)
                        : withoutEffect(step, switched.getFirst().text());
            }
            if (attempt > 0) {
                with.kernel().pause(PAUSE);
            }
            Optional<StepResult> stopped = switched(step, switched);
            if (stopped.isPresent()) {
                return stopped.get();
            }
            List<Kernel.IpFailure> failures =
                    ip(live.get(), lines.stream().map(Change::line).toList());
            again(lines, failures, blind);
            refused = Refused.of(lines, failures);
            tooEarly = tooEarly(lines, failures);
            if (failures.stream().anyMatch(failure -> failure.line() < 0)) {
                return StepResult.failed(
                        step, "ip failed: " + failures.getFirst().message());
            }
        }
        return failed(step, List.of(), refused);
    }

    private List<Kernel.IpFailure> ip(LivePort live, List<IpLine> lines) {
        Optional<NamespaceFile> namespace = live.namespace();
        Optional<InterfaceName> name = live.port().map(Port::networkInterface).map(NetworkInterface::name);
        return namespace.isPresent()
                ? with.kernel().ip(namespace.get(), lines)
                : with.kernel()
                        .ip(
                                name.isEmpty()
                                        ? lines
                                        : lines.stream()
                                                .map(line -> line.of(name.get()))
                                                .toList());
    }

    /** A line, and the VF that it configures. */
    private record Change(int vf, IpLine line) {}

    /** The first line that was refused, and ip's message. */
    private record Refused(String line, String message) {
        static Optional<Refused> of(List<Change> lines, List<Kernel.IpFailure> failures) {
            return failures.stream()
                    .findFirst()
                    .filter(failure -> failure.line() >= 0 && failure.line() < lines.size())
                    .map(failure -> new Refused(lines.get(failure.line()).line().text(), failure.message()));
        }
    }

    /** What was refused is not set, even where it cannot be read back. */
    private static void again(List<Change> lines, List<Kernel.IpFailure> failures, Set<Integer> blind) {
        failures.stream()
                .filter(failure -> failure.line() >= 0 && failure.line() < lines.size())
                .forEach(failure -> blind.remove(lines.get(failure.line()).vf()));
    }

    /** What cannot be read back is written once. */
    private List<Change> lines(Step.ConfigureVfs step, LivePort live, int pfIndex, Set<Integer> blind) {
        List<Change> lines = new ArrayList<>();
        for (DesiredVf vf : step.vfs()) {
            VfSettings settings = live.settings(vf.index()).orElse(VfSettings.UNKNOWN);
            Optional<VfDifference.SwitchedVf> own =
                    VfDifference.SwitchedVf.of(live.pf().cardSwitch(), vf.index());
            if (isVisible(vf, live) || blind.add(vf.index())) {
                VfDifference.lines(pfIndex, vf, settings, own).forEach(line -> lines.add(new Change(vf.index(), line)));
            } else if (live.settings(vf.index()).isPresent()) {
                VfDifference.lines(pfIndex, withoutGuids(vf), settings, own)
                        .forEach(line -> lines.add(new Change(vf.index(), line)));
            }
        }
        return lines;
    }

    private static boolean isVisible(DesiredVf vf, LivePort live) {
        Optional<VfSettings> known = live.settings(vf.index());
        return known.isPresent() && !Guids.areUnreported(vf.settings(), known.get());
    }

    private static DesiredVf withoutGuids(DesiredVf vf) {
        return new DesiredVf(vf.index(), vf.settings().withGuids(Optional.empty(), Optional.empty()), vf.driver());
    }

    /**
     * In switchdev mode, addresses and rates are set through the ports of the card's switch; once where they cannot be
     * read back.
     */
    private static List<DevlinkLine> switched(Step.ConfigureVfs step, LivePort live, Set<Integer> blind) {
        List<DevlinkLine> lines = new ArrayList<>();
        for (DesiredVf vf : step.vfs()) {
            Optional<VfSettings> known = live.settings(vf.index());
            VfDifference.SwitchedVf.of(live.pf().cardSwitch(), vf.index())
                    .filter(_ -> known.isPresent() || blind.add(vf.index()))
                    .ifPresent(own -> lines.addAll(VfDifference.lines(vf, known.orElse(VfSettings.UNKNOWN), own)));
        }
        return lines;
    }

    /** The result that ends the step: at the first line that is refused. */
    private Optional<StepResult> switched(Step.ConfigureVfs step, List<DevlinkLine> lines) {
        for (DevlinkLine line : lines) {
            switch (with.kernel().devlink(line, with.timeout())) {
                case Answer.Accepted() -> {}
                case Answer.Blocked(long pid) -> {
                    return Optional.of(new StepResult.Blocked(pid));
                }
                case Answer.Refused(Optional<Errno> errno, String message) -> {
                    return Optional.of(new StepResult.Failed(new Failure(
                            step,
                            errno,
                            "'" + line.text() + "' was refused: "
                                    + String.join("; ", message.lines().toList()),
                            Optional.empty(),
                            List.of())));
                }
            }
        }
        return Optional.empty();
    }

    private static StepResult withoutEffect(Step step, String line) {
        return StepResult.failed(step, "'" + line + "' was taken by the driver without effect");
    }

    private static List<Remark> unverified(Step.ConfigureVfs step, LivePort live) {
        List<Integer> unseen = step.vfs().stream()
                .map(DesiredVf::index)
                .filter(index -> live.settings(index).isEmpty())
                .toList();
        List<Integer> withoutGuids = new ArrayList<>();
        for (DesiredVf vf : step.vfs()) {
            if (live.settings(vf.index()).isPresent() && !isVisible(vf, live)) {
                withoutGuids.add(vf.index());
            }
        }
        List<Remark> remarks = new ArrayList<>(2);
        if (!unseen.isEmpty()) {
            remarks.add(new Remark.Unverified("addresses and settings of " + VfRanges.of(unseen)
                    + " were written and cannot be read back: the kernel's link table does not show them"));
        }
        if (!withoutGuids.isEmpty()) {
            remarks.add(new Remark.Unverified("GUIDs of " + VfRanges.of(withoutGuids)
                    + " were written and cannot be read back, since Linux and iproute2 show them from 5.5 on; a VF "
                    + "takes them when its driver is bound again"));
        }
        return remarks;
    }

    /**
     * i40e and ice answer EAGAIN and EBUSY while a VF is in reset. igb and ixgbe answer EINVAL to a rate while the port
     * has no carrier, which they lose for a second or two when VFs are created (igb_ndo_set_vf_bw,
     * ixgbe_ndo_set_vf_bw).
     */
    private static boolean tooEarly(List<Change> lines, List<Kernel.IpFailure> failures) {
        return failures.stream()
                .anyMatch(failure -> failure.message().endsWith(Errno.EAGAIN.message())
                        || failure.message().endsWith(Errno.EBUSY.message())
                        || failure.message().endsWith(Errno.EINVAL.message())
                                && failure.line() >= 0
                                && lines.get(failure.line()).line().text().contains("max_tx_rate"));
    }

    private static StepResult failed(Step.ConfigureVfs step, List<Change> left, Optional<Refused> refused) {
        if (refused.isEmpty()) {
            return left.isEmpty()
                    ? StepResult.failed(step, "the VFs' settings were taken by the driver without effect")
                    : withoutEffect(step, left.getFirst().line().text());
        }
        String message = refused.get().message();
        return new StepResult.Failed(new Failure(
                step,
                Optional.empty(),
                "'" + refused.get().line() + "' was refused: " + message,
                message.endsWith(Errno.EOPNOTSUPP.message()) ? Optional.of(notAsItIs(step)) : Optional.empty(),
                List.of()));
    }

    /** mlx5 and ice refuse some settings in switchdev mode, which only devlink shows while there are no VFs. */
    private static String notAsItIs(Step.ConfigureVfs step) {
        return "the PF's driver has no such setting, or not while the card is in switchdev mode: devlink dev "
                + "eswitch show pci/"
                + step.pf() + "; leave the setting out, or set it at the VF's representor";
    }
}
