// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.apply.outcome.Remark;
import vfnet.apply.plan.Step;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.VfDriver;
import vfnet.model.desired.DesiredVf;
import vfnet.system.Sysroot;

/**
 * Waits for the interfaces of VFs, and has each use the address that the PF assigned. A driver asks the PF for it once,
 * when it binds. Where the PF does not answer in time, as on a busy machine, igbvf and ixgbevf take a random address
 * and report no error (drivers/net/ethernet/intel/igbvf/netdev.c, igbvf_probe; ixgbevf/ixgbevf_main.c,
 * ixgbevf_sw_init). Where it answers a moment later, the address is right, and the kernel still marks it as random:
 * systemd's MACAddressPolicy=persistent then sets another, which igbvf takes while the port is down (seen on Linux 6.1
 * with systemd 252).
 */
final class InterfaceWait {
    private final Sysroot sysroot;
    private final VfBinding binding;
    private final RemovalGuard guard;
    private final Map<Integer, MacAddress> assigned = new TreeMap<>();

    /** @param desired the VFs of the plan, of which those with an address are looked at */
    InterfaceWait(ApplyContext with, VfBinding binding, RemovalGuard guard, List<DesiredVf> desired) {
        sysroot = with.sysroot();
        this.binding = binding;
        this.guard = guard;
        desired.forEach(vf -> vf.settings().address().ifPresent(address -> assigned.put(vf.index(), address)));
    }

    /** A VF that took a random address is bound once more; what does not help is reported. */
    StepResult run(Step.AwaitInterfaces step) {
        StepResult waited = binding.await(step);
        List<Other> others = others(step.pf(), step.vfs());
        if (others.isEmpty() || !(waited instanceof StepResult.Done(List<Remark> missing))) {
            return waited;
        }
        StepResult again = bindAgain(
                step.pf(), others.stream().map(other -> other.vf().index()).toList());
        if (!(again instanceof StepResult.Done(List<Remark> found))) {
            return again;
        }
        List<Remark> remarks = new ArrayList<>(missing);
        remarks.addAll(found);
        others(step.pf(), step.vfs()).stream()
                .filter(Other::isWrong)
                .forEach(other -> remarks.add(new Remark.Wrong(other.describe())));
        return new StepResult.Done(remarks);
    }

    /** Not where somebody has come to use one since. */
    private StepResult bindAgain(PciAddress pf, List<Integer> vfs) {
        Step.UnbindVfs unbind = new Step.UnbindVfs(pf, vfs);
        if (guard.refusal(unbind, Optional.of(vfs)).isPresent()) {
            return StepResult.DONE;
        }
        StepResult unbound = binding.unbind(unbind);
        if (!(unbound instanceof StepResult.Done)) {
            return unbound;
        }
        SortedMap<Integer, VfDriver> drivers = new TreeMap<>();
        vfs.forEach(index -> drivers.put(index, new VfDriver.Auto()));
        StepResult probed = binding.probe(new Step.ProbeVfs(pf, drivers));
        if (!(probed instanceof StepResult.Done(List<Remark> first))) {
            return probed;
        }
        StepResult waited = binding.await(new Step.AwaitInterfaces(pf, vfs));
        if (!(waited instanceof StepResult.Done(List<Remark> second))) {
            return waited;
        }
        List<Remark> remarks = new ArrayList<>(first);
        remarks.addAll(second);
        return new StepResult.Done(remarks);
    }

    /** A VF whose interface has another address than the PF assigned, or is likely to be given one. */
    private record Other(VfDirectories.Vf vf, MacAddress used, MacAddress assigned, String driver) {
        boolean isWrong() {
            return !used.equals(assigned);
        }

        String describe() {
            return "VF " + vf.index() + " (" + vf.address() + ") uses the address " + used + ", not " + assigned
                    + ", which its PF assigned; its driver takes that when it is bound again: "
                    + Sysroot.live().bindAgainCommand(vf.address(), driver);
        }
    }

    /** One that has several interfaces here, or none, has no address to compare. */
    private List<Other> others(PciAddress pf, List<Integer> indices) {
        List<Other> others = new ArrayList<>();
        VfDirectories vfs = new VfDirectories(sysroot, pf);
        for (VfDirectories.Vf vf : vfs.chosen(indices)) {
            Optional<MacAddress> right = Optional.ofNullable(assigned.get(vf.index()));
            Optional<VfDirectories.OwnAddress> used = vfs.interfaceAddress(vf);
            Optional<String> driver = vfs.driver(vf).value();
            if (right.isEmpty() || used.isEmpty() || driver.isEmpty()) {
                continue;
            }
            VfDirectories.OwnAddress own = used.get();
            if (own.isRandom() || !own.address().equals(right.get())) {
                others.add(new Other(vf, own.address(), right.get(), driver.get()));
            }
        }
        return others;
    }
}
