// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.nio.file.Path;
import java.util.List;

/** VMs that are given VFs. */
final class Guests {
    private static final int FIRST_PROCESS = 3100;

    private final Simulation machine;

    Guests(Simulation machine) {
        this.machine = machine;
    }

    int attach(String port, int index, String vm) {
        Function vf = vf(port, index);
        if (new Vfio(machine).holder(vf).isPresent()) {
            throw new IllegalArgumentException("VF " + index + " of " + port + " is held by a VM already");
        }
        new Modules(machine).load(Vfio.DRIVER);
        Binding binding = new Binding(machine);
        if (!vf.isOnVfio()) {
            binding.release(vf);
            vf.overrideDriver(Vfio.DRIVER);
            binding.attach(vf);
        }
        if (!vf.isOnVfio()) {
            throw new IllegalArgumentException(
                    "VF " + index + " of " + port + " cannot be given to a VM: it is in no IOMMU group");
        }
        return start(vf, vm);
    }

    private int start(Function vf, String vm) {
        List<String> taken = Tree.names(machine.sysroot().processes());
        int pid = FIRST_PROCESS;
        while (taken.contains(String.valueOf(pid))) {
            pid++;
        }
        Path process = machine.sysroot().processes().resolve(String.valueOf(pid));
        Tree.write(process.resolve("comm"), "qemu-system-x86");
        Tree.writeExactly(
                process.resolve("cmdline"),
                String.join(
                                "\0",
                                "/usr/bin/qemu-system-x86_64",
                                "-name",
                                "guest=" + vm + ",debug-threads=on",
                                "-machine",
                                "q35",
                                "-m",
                                "2048",
                                "-device",
                                "vfio-pci,host=" + vf.address())
                        + "\0");
        Tree.linkText(process.resolve("fd").resolve("0"), "/dev/null");
        Tree.linkText(process.resolve("fd").resolve("24"), "/dev/vfio/vfio");
        Tree.linkText(
                process.resolve("fd").resolve("25"), "/dev/vfio/" + vf.group().orElseThrow());
        return pid;
    }

    void detach(String port, int index) {
        Function vf = vf(port, index);
        int pid = new Vfio(machine)
                .holder(vf)
                .orElseThrow(() -> new IllegalArgumentException("no VM holds VF " + index + " of " + port));
        Tree.delete(machine.sysroot().processes().resolve(String.valueOf(pid)));
        StuckWrites stuck = new StuckWrites(machine);
        boolean awaited = stuck.any();
        stuck.goOn();
        if (!awaited) {
            Binding binding = new Binding(machine);
            binding.release(vf);
            vf.overrideDriver("");
            binding.attach(vf);
        }
    }

    private Function vf(String port, int index) {
        Function pf = machine.function(port)
                .or(() -> Tree.resolved(
                                machine.sysroot().netClass().resolve(port).resolve("device"))
                        .flatMap(directory ->
                                machine.function(directory.getFileName().toString())))
                .orElseThrow(() -> new IllegalArgumentException("there is no port '" + port + "'"));
        Function vf = pf.virtualFunctions().get(index);
        if (vf == null) {
            throw new IllegalArgumentException(port + " has no VF " + index);
        }
        return vf;
    }
}
