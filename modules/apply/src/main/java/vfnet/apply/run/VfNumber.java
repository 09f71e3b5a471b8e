// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.plan.Step;
import vfnet.model.Errno;
import vfnet.model.PciAddress;

/** Writes {@code sriov_numvfs} and waits until the VFs have appeared. */
final class VfNumber {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MAX_REPEATS = 25;
    /** The kernel logs this whenever a driver enables fewer than requested (sriov_numvfs_store, drivers/pci/iov.c). */
    private static final String FEWER = "VFs requested; only ";

    private final ApplyContext with;
    private final VfWatch watch;

    VfNumber(ApplyContext with, VfWatch watch) {
        this.with = with;
        this.watch = watch;
    }

    /**
     * i40e answers EAGAIN at first: "Unable to configure VFs, other operation is pending" (i40e_pci_sriov_configure).
     *
     * @param refusal why it must not be written; evaluated again right before each attempt
     */
    StepResult set(Step step, PciAddress pf, int count, Supplier<Optional<StepResult>> refusal) {
        AttributeWrite write =
                new AttributeWrite(with.sysroot().pciAttribute(pf, "sriov_numvfs"), String.valueOf(count));
        for (int attempt = 0; ; attempt++) {
            Optional<StepResult> refused =
                    refusal.get().or(() -> watch.changed().map(why -> StepResult.failed(step, why)));
            if (refused.isPresent()) {
                return refused.get();
            }
            Kernel.LogPosition before = with.kernel().logPosition();
            Answer answer = with.kernel().write(write, with.timeout());
            if (!isBusyForNow(answer) || attempt == MAX_REPEATS) {
                StepResult result = StepRunner.answered(step, answer);
                return result instanceof StepResult.Done
                        ? made(step, write, count, with.kernel().log(pf, before))
                        : result;
            }
            with.kernel().pause(PAUSE);
        }
    }

    private static boolean isBusyForNow(Answer answer) {
        return answer instanceof Answer.Refused refused
                && refused.errno().filter(errno -> errno == Errno.EAGAIN).isPresent();
    }

    private StepResult made(Step step, AttributeWrite write, int count, List<String> log) {
        int made = watch.accepted(count);
        if (made > 0 && made < count && !log.isEmpty() && log.stream().noneMatch(line -> line.contains(FEWER))) {
            watch.disown();
            return new StepResult.Failed(ErrnoAdvice.anotherCount(step, made));
        }
        if (made < count
                && with.kernel()
                        .number(write.attribute(), with.timeout())
                        .filter(own -> own == count)
                        .isPresent()) {
            return late(step, write, count);
        }
        return made == count ? StepResult.DONE : new StepResult.Failed(ErrnoAdvice.otherCount(step, count, made));
    }

    /**
     * The driver has enabled all of them, and they have not appeared yet: on s390x each VF comes as a hot-plug event of
     * its own, seconds later (arch/s390/pci/pci_iov.c). Those that appear after a failure would be left over, so the
     * number is set to 0.
     */
    private StepResult late(Step step, AttributeWrite write, int count) {
        Duration waiting = with.waiting().get();
        Duration end = with.kernel().time().plus(waiting);
        int made = watch.accepted(count);
        while (made < count && with.kernel().time().compareTo(end) < 0) {
            with.kernel().pause(PAUSE);
            made = watch.accepted(count);
        }
        if (made == count) {
            return StepResult.DONE;
        }
        with.kernel().write(new AttributeWrite(write.attribute(), "0"), with.timeout());
        watch.adopt();
        return new StepResult.Failed(ErrnoAdvice.lateVfs(step, count, made, waiting));
    }
}
