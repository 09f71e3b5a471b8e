// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.apply.outcome.Failure;
import vfnet.apply.plan.Step;
import vfnet.apply.plan.VfSettingTable;
import vfnet.model.Errno;

/**
 * Explains an error number in the context of a step, and what to do about it. The kernel uses the same few numbers for
 * very different causes (drivers/pci/iov.c and each driver's sriov_configure, Linux 6.1).
 */
public final class ErrnoAdvice {
    private ErrnoAdvice() {}

    public static Failure of(Step step, Answer.Refused refused) {
        String said = refused.errno().map(Errno::toString).orElse(refused.message());
        Optional<Advice> words = step instanceof Step.CreateVfs || step instanceof Step.RemoveVfs
                ? Optional.of(refused.errno().map(ErrnoAdvice::ofCount).orElseGet(ErrnoAdvice::driversOwn))
                : refused.errno().flatMap(errno -> ofOther(step, errno));
        return new Failure(
                step,
                refused.errno(),
                "could not " + step.describe() + ": " + said
                        + words.map(known -> ": " + known.cause).orElse(""),
                words.map(known -> known.remedy),
                List.of());
    }

    /** A cause and what to do. */
    private record Advice(String cause, String remedy) {}

    private static Optional<Advice> advice(String cause, String remedy) {
        return Optional.of(new Advice(cause, remedy));
    }

    /**
     * sriov_numvfs_store and the sriov_configure of the drivers in {@link VfSettingTable} agree in the meaning of each
     * number.
     */
    private static Advice ofCount(Errno errno) {
        return switch (errno) {
            case ENOMEM ->
                new Advice(
                        "the BIOS has given the card too little address space for the VFs",
                        "switch on SR-IOV, Above 4G Decoding and Resizable BAR in the BIOS, or boot with pci=realloc "
                                + "(then pci=assign-busses); some boards cannot do it in spite of saying so");
            case ENOSPC ->
                new Advice(
                        "the card has too few interrupts (MSI-X), queues or other resources left for so many VFs",
                        "ask for fewer VFs, or free some: fewer queues for the port itself (ethtool -L PORT "
                                + "combined N), its RDMA "
                                + "driver unloaded (irdma), fewer VFs on the card's other ports");
            case ENOENT ->
                new Advice(
                        "the PF has no driver, or one that creates no VFs through sysfs",
                        "load the card's network driver; ConnectX-3 takes 'options mlx4_core num_vfs=N' in "
                                + "/etc/modprobe.d");
            case ERANGE ->
                new Advice(
                        "more than sriov_totalvfs, or than the driver allows",
                        "ask for fewer; card, firmware and driver set the maximum (mstconfig NUM_OF_VFS on Mellanox "
                                + "cards)");
            case EBUSY ->
                new Advice(
                        "other VFs have been created since, or the driver is not ready",
                        "look who else sets VFs: a systemd .link file, netplan, NetworkManager, a udev rule or "
                                + "rc.local");
            case EPERM ->
                new Advice(
                        "the driver says that its VFs are in use, or has a limit of its own",
                        "stop what uses the VFs; ixgbe also refuses with traffic classes or macvlan offload in use");
            case EINVAL ->
                new Advice(
                        "the driver refuses this number now",
                        "take an XDP program off the port, and stop VMs that use its VFs; bnx2x requires the port to "
                                + "be up, and a virtio card must offer SR-IOV to its driver");
            case EAGAIN -> new Advice("the driver is busy with another reset", "try again in a few seconds");
            case EOPNOTSUPP, ENOSYS ->
                new Advice(
                        "driver or firmware has SR-IOV switched off",
                        "switch it on in the firmware; ice has none in safe mode, without its DDP package");
            case EACCES, EROFS ->
                new Advice("vfnet may not write to sysfs here", "run it as root, outside a container");
            case EIO, ENODEV, ENXIO ->
                new Advice(
                        "the card does not answer as an SR-IOV card should",
                        "look at the kernel's log; a cold start of the host may help");
            case ETIMEDOUT ->
                new Advice(
                        "the card's firmware did not answer in time",
                        "look at the kernel's log, and try again; if it stays so, update the firmware or switch the "
                                + "host off and on");
            case EREMOTEIO, EPROTO, E2BIG ->
                new Advice(
                        "the card's firmware refused, or answered what its driver does not " + "understand",
                        "look at the kernel's log for the firmware's reason; update the firmware, or ask for fewer "
                                + "VFs");
            default -> driversOwn();
        };
    }

    private static Advice driversOwn() {
        return new Advice("the PF's driver refused for a reason of its own", "look at the kernel's log: dmesg | tail");
    }

    private static Optional<Advice> ofOther(Step step, Errno errno) {
        return switch (errno) {
            case EACCES, EROFS, EPERM -> advice("vfnet may not do that here", "run it as root, outside a container");
            case ENOENT, ENODEV ->
                step instanceof Step.LoadModule || step instanceof Step.ReloadDriver
                        ? advice("this kernel has no such module", "install the kernel's full set of modules")
                        : advice("the VF has been removed since", "run vfnet list, and the command again");
            case EBUSY -> advice("another process has bound it or is binding it", "run the command again");
            default -> Optional.empty();
        };
    }

    static Failure otherCount(Step step, int desired, int made) {
        if (made > desired && desired > 0) {
            return anotherCount(step, made);
        }
        return desired == 0
                ? Failure.of(step, "the driver took the 0 and kept " + made + " VFs")
                : new Failure(
                        step,
                        Optional.empty(),
                        "could not " + step.describe() + ": the driver said yes and made " + made,
                        Optional.of(
                                made == 0
                                        ? "bring the port up first: some drivers create no VFs while it is down"
                                        : "ask for " + made + ", or see the kernel's log for what the card lacks"),
                        List.of());
    }

    static Failure anotherCount(Step step, int now) {
        return Failure.of(
                step,
                "another process changed the number of VFs to " + now + " during the step '" + step.describe() + "'");
    }

    /** The driver has enabled them, and the kernel does not show them. */
    static Failure lateVfs(Step step, int desired, int shown, Duration waited) {
        return new Failure(
                step,
                Optional.empty(),
                "could not " + step.describe() + ": sriov_numvfs is " + desired + ", but only " + shown
                        + " of the VFs appeared within " + waited.toSeconds() + " s",
                Optional.of("give it more time with --timeout"),
                List.of());
    }

    /** A VF that its driver did not bind. */
    static Failure unbound(Step step, VfDirectories.Vf vf, boolean noIommu, String driver) {
        return new Failure(
                step,
                Optional.empty(),
                "VF " + vf.index() + " (" + vf.address() + ") did not bind to " + driver
                        + (noIommu ? ": the machine has no working IOMMU" : ""),
                noIommu
                        ? Optional.of(
                                "switch on VT-d or AMD-Vi in the BIOS and boot with intel_iommu=on or amd_iommu=on "
                                        + "iommu=pt")
                        : Optional.empty(),
                List.of());
    }
}
