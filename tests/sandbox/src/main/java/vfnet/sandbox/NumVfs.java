// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.model.Errno;

/** {@code sriov_numvfs} (drivers/pci/iov.c, sriov_numvfs_store), with its checks in the kernel's order. */
final class NumVfs {
    private static final long ENABLE_TAKES = 100_000;
    private static final long DISABLE_TAKES = 1_000_000;
    /** Until i40e's new VFs are out of reset. */
    private static final long RESET_TAKES = 250_000;

    private final Simulation machine;
    private final StuckWrites stuck;

    NumVfs(Simulation machine) {
        this.machine = machine;
        stuck = new StuckWrites(machine);
    }

    Answer store(Function pf, String value) {
        Optional<Integer> number = Numbers.unsigned16(value);
        if (!Tree.exists(pf.at("sriov_totalvfs"))) {
            return Refusal.of(Errno.ENOENT);
        }
        if (number.isEmpty()) {
            return Refusal.of(Errno.EINVAL);
        }
        int count = number.get();
        if (count > pf.number("sriov_totalvfs")) {
            return Refusal.of(Errno.ERANGE);
        }
        // A write that hangs holds the locks of the device and of rescanning, whatever its PF.
        if (stuck.any()) {
            return stuck.behind(pf);
        }
        int now = isAwaited(pf)
                ? pf.number("sriov_numvfs")
                : pf.virtualFunctions().size();
        return count == now ? new Answer.Accepted() : change(pf, now, count);
    }

    /** Its VFs are enabled and have not appeared yet. */
    private boolean isAwaited(Function pf) {
        return machine.memory().happenings.stream()
                .anyMatch(happening -> happening.kind() == ScheduledEvent.Kind.VFS
                        && happening.subject().equals(pf.address().toString()));
    }

    private Answer change(Function pf, int now, int count) {
        if (pf.driver().isEmpty()) {
            pf.log("no driver bound to device; cannot configure SR-IOV");
            return Refusal.of(Errno.ENOENT);
        }
        if (!canConfigure(pf)) {
            pf.log("driver does not support SR-IOV configuration via sysfs");
            return Refusal.of(Errno.ENOENT);
        }
        if (count == 0) {
            return remove(pf);
        }
        if (now != 0) {
            pf.log(now + " VFs already enabled. Disable before enabling " + count + " VFs");
            return Refusal.of(Errno.EBUSY);
        }
        return create(pf, count);
    }

    /** vfio-pci creates VFs only where its parameter allows it (drivers/vfio/pci/vfio_pci.c). */
    private boolean canConfigure(Function pf) {
        return !pf.rules().has(CardRules.Quirk.NO_SYSFS)
                || pf.isOnVfio()
                        && Tree.text(machine.sysroot()
                                        .moduleParameters("vfio_pci")
                                        .resolve("enable_sriov"))
                                .filter("Y"::equals)
                                .isPresent();
    }

    private Answer remove(Function pf) {
        machine.memory()
                .happenings
                .removeIf(happening -> happening.kind() == ScheduledEvent.Kind.VFS
                        && happening.subject().equals(pf.address().toString()));
        Optional<Integer> holder = new VfDevices(machine).removeAll(pf);
        if (holder.isPresent()) {
            return stuck.hang(pf, KernelCall.REMOVE, pf);
        }
        removed(pf);
        return new Answer.Accepted();
    }

    /** After the last VF was removed. */
    void removed(Function pf) {
        machine.memory().clock += DISABLE_TAKES;
        pf.log("IOV Disabled");
        reset(pf);
    }

    private Answer create(Function pf, int desired) {
        if (pf.rules().has(CardRules.Quirk.DOWN_MEANS_NONE)
                && pf.ports().stream().noneMatch(Carrier::isUp)) {
            pf.log("Reject SRIOV config request since if is down!");
            pf.log(desired + " VFs requested; only 0 enabled");
            return new Answer.Accepted();
        }
        int missing = machine.befalling().orElse(new Effect.Fewer(0)) instanceof Effect.Fewer(int less) ? less : 0;
        int count = Math.max(0, desired - missing);
        machine.memory().clock += ENABLE_TAKES;
        if (machine.befalling().orElse(new Effect.Never()) instanceof Effect.LateVfs(var by)) {
            machine.schedule(
                    by.toNanos() / 1000, ScheduledEvent.Kind.VFS, pf.address().toString(), String.valueOf(count));
        } else if (count > 0) {
            new VfDevices(machine).create(pf, count);
        }
        Tree.write(pf.at("sriov_numvfs"), String.valueOf(count));
        machine.memory().resetUntil.put(pf.address().toString(), machine.memory().clock + RESET_TAKES);
        pf.log(count + " VFs allocated");
        if (count < desired) {
            pf.log(desired + " VFs requested; only " + count + " enabled");
        }
        reset(pf);
        return new Answer.Accepted();
    }

    private void reset(Function pf) {
        if (pf.rules().has(CardRules.Quirk.LOSES_CARRIER)) {
            Carrier carrier = new Carrier(machine);
            pf.ports().stream().filter(Carrier::isUp).forEach(carrier::lose);
        }
    }
}
