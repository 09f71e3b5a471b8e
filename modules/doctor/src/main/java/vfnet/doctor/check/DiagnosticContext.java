// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.doctor.report.SavedState;
import vfnet.model.Driver;
import vfnet.model.Reading;
import vfnet.model.host.FunctionFacts;
import vfnet.model.host.HostFacts;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Sriov;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;

/**
 * The machine that is examined.
 *
 * @param pfs the functions to examine
 * @param named whether the user named them, and so wants VFs of them
 * @param facts what the machine has beside
 * @param saved what is saved for ports of these functions
 */
public record DiagnosticContext(List<PhysicalFunction> pfs, boolean named, HostFacts facts, SavedState saved) {
    /** The paths on the machine itself. */
    static final Sysroot HERE = Sysroot.live();

    static final SystemFiles FILES = new SystemFiles(HERE);

    /** The functions that have SR-IOV. */
    public List<PhysicalFunction> withSriov() {
        return pfs.stream()
                .filter(pf -> !(pf.sriov() instanceof Reading.Absent<Sriov>))
                .toList();
    }

    FunctionFacts facts(PhysicalFunction pf) {
        return facts.of(pf.function().address());
    }

    /** The result of a check of the configuration, unless there was none to read. */
    CheckResult orUnseen(CheckResult examined) {
        return facts.configured() || !examined.findings().isEmpty()
                ? examined
                : CheckResult.unseen("this snapshot holds no configuration");
    }

    /** The kernel command line. */
    Stream<String> kernelOptions() {
        return facts.platform().kernelOptions().value().orElse(List.of()).stream();
    }

    /** The path of an attribute of the function in sysfs, for evidence. */
    static String attribute(PciFunction function, String name) {
        return HERE.pciAttribute(function.address(), name).toString();
    }

    static Optional<String> driver(PciFunction function) {
        return function.driver().value().map(Driver::name);
    }

    static int totalVfs(PhysicalFunction pf) {
        return pf.sriov().value().map(Sriov::totalVfs).orElse(0);
    }

    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
