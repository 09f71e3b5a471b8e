// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.VfMethod;
import vfnet.model.host.FunctionFacts;
import vfnet.model.host.ModuleRule;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.PortElsewhere;
import vfnet.model.inventory.Sriov;

/** Whether the driver of a PF can create VFs. */
public final class PfDriverCheck implements Check {
    private static final String MLX4 = "mlx4_core";
    private static final Pattern WANTS_VFS = Pattern.compile("num_vfs=\\S*[1-9]");

    @Override
    public String subject() {
        return "drivers of ports";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int fit = 0;
        for (PhysicalFunction pf : context.withSriov()) {
            Optional<VfMethod> method = pf.sriov().value().flatMap(Sriov::method);
            pf.function().driver().problem().ifPresent(problem -> examined.and(problem.toString()));
            fit += method.isPresent() ? 1 : 0;
            elsewhere(pf).ifPresent(examined::add);
            withoutInterface(pf).ifPresent(examined::add);
            if (method.filter(VfMethod.MODULE_PARAMETER::equals).isPresent()) {
                byModuleParameter(pf, context).ifPresent(examined::add);
            } else if (method.isEmpty()
                    && pf.leaving().isEmpty()
                    && pf.sriov().value().isPresent()
                    && !pf.function().driver().isUnreadable()) {
                examined.add(unfit(pf, context));
            }
        }
        return examined.saw(fit + " of "
                + DiagnosticContext.count(context.withSriov().size(), "function") + " on a driver that creates VFs");
    }

    /**
     * VFs can be created through sysfs, but their addresses are set through an interface, which ip sees in its own
     * namespace only. vfnet enters that, where something leads to it.
     */
    private static Optional<Finding> elsewhere(PhysicalFunction pf) {
        return pf.elsewhere().map(own -> {
            if (own.obstacle().isEmpty()) {
                return managed(pf, own);
            }
            Finding finding = Finding.warning(
                            "pf_in_other_namespace",
                            "its interface is in " + own.place() + ", and addresses of its VFs cannot be set: "
                                    + own.obstacle().get())
                    .on(Subject.of(pf))
                    .found(DiagnosticContext.attribute(pf.function(), "net"), "empty");
            return finding.todo(own.moveBack()
                    .map(command -> "bring it back: " + command)
                    .orElse("find the namespace (lsns -t net), then: nsenter -t PID -n ip link set INTERFACE netns 1"));
        });
    }

    /** New VFs appear here, where whoever has the PF does not see them. */
    private static Finding managed(PhysicalFunction pf, PortElsewhere own) {
        return Finding.note(
                        "pf_in_other_namespace",
                        "its interface is in " + own.place()
                                + ": its VFs are configured there, and their interfaces appear here")
                .on(Subject.of(pf))
                .found(DiagnosticContext.attribute(pf.function(), "net"), "empty")
                .todo("name the port by its PCI address, as in vfnet set "
                        + pf.function().address() + " 4; or bring it back: "
                        + own.moveBack().orElse("ip link set dev INTERFACE netns 1"));
    }

    /** pci-pf-stub and vfio-pci with enable_sriov create VFs, and have no interface to configure them. */
    private static Optional<Finding> withoutInterface(PhysicalFunction pf) {
        Optional<String> driver = DiagnosticContext.driver(pf.function())
                .filter(name -> name.equals("pci-pf-stub")
                        || VfDrivers.isVfio(name)
                                && pf.sriov().value().flatMap(Sriov::method).isPresent());
        return driver.map(name -> Finding.note(
                        "pf_without_interface",
                        "its driver " + name + " creates VFs and has no interface, "
                                + "so addresses, VLANs and the other settings of its VFs cannot be set")
                .on(Subject.of(pf))
                .found(DiagnosticContext.attribute(pf.function(), "driver"), name)
                .todo("to set them, let the card's own driver have it: driverctl unset-override "
                        + pf.function().address() + ", or what else binds it to " + name));
    }

    private static Finding unfit(PhysicalFunction pf, DiagnosticContext context) {
        String link = DiagnosticContext.attribute(pf.function(), "driver");
        Optional<String> driver = DiagnosticContext.driver(pf.function());
        if (driver.isEmpty()) {
            return withoutDriver(pf, context.facts(pf), link);
        }
        if (VfDrivers.isVfio(driver.get())) {
            return Finding.note("pf_given_away", "the whole port is given to VMs, so it creates no VFs")
                    .on(Subject.of(pf))
                    .found(link, driver.get())
                    .todo("for VFs, let the card's own driver have it: driverctl unset-override "
                            + pf.function().address() + ", or what else binds it to " + driver.get());
        }
        if (driver.get().contains("uio")) {
            return Finding.note(
                            "pf_given_away",
                            "the whole port is given to a program (DPDK), so sriov_numvfs creates no VFs")
                    .on(Subject.of(pf))
                    .found(link, driver.get())
                    .todo("for VFs, let the card's own driver have it: 'lspci -nnk -s "
                            + pf.function().address() + "' names it");
        }
        if (driver.get().equals("virtio-pci")) {
            return Finding.error(
                            "driver_makes_no_vfs",
                            "no VF can be made: the virtio device has not offered SR-IOV to its " + "driver")
                    .on(Subject.of(pf))
                    .found(link, driver.get())
                    .todo("switch SR-IOV on where the device is managed: its hypervisor, or the SmartNIC's own tool");
        }
        return Finding.error("driver_makes_no_vfs", "no VF can be made: its driver " + driver.get() + " makes none")
                .on(Subject.of(pf))
                .found(link, driver.get())
                .todo("bind the card's own driver to it; 'lspci -nnk -s "
                        + pf.function().address() + "' names it");
    }

    private static Finding withoutDriver(PhysicalFunction pf, FunctionFacts facts, String link) {
        Finding finding = Finding.error("pf_without_driver", "no VF can be made: no driver is bound to it")
                .on(Subject.of(pf))
                .found(link, "not there");
        Optional<String> override = facts.driverOverride().value();
        if (override.isPresent()) {
            return finding.found(DiagnosticContext.attribute(pf.function(), "driver_override"), override.get())
                    .todo("take the override away: driverctl unset-override "
                            + pf.function().address() + ", or what else writes it");
        }
        return finding.todo("load its driver: 'lspci -nnk -s " + pf.function().address()
                        + "' names the module, modprobe loads it")
                .todo("look for why it is not bound: dmesg | grep "
                        + pf.function().address());
    }

    /**
     * mlx4_core has no sriov_configure, so sriov_numvfs answers ENOENT; VFs are created with its module (mlx4/main.c).
     */
    private static Optional<Finding> byModuleParameter(PhysicalFunction pf, DiagnosticContext context) {
        if (!pf.virtualFunctions().isEmpty()) {
            return Optional.empty();
        }
        List<ModuleRule> rules = context.facts().modules().rules().stream()
                .filter(rule -> rule.module().equals(MLX4)
                        && rule.verb() == ModuleRule.Verb.OPTIONS
                        && WANTS_VFS.matcher(rule.arguments()).find())
                .toList();
        String driver = DiagnosticContext.attribute(pf.function(), "driver");
        if (rules.isEmpty()) {
            String port = pf.ports().isEmpty()
                    ? pf.function().address().toString()
                    : pf.ports().getFirst().networkInterface().name().text();
            return Optional.of(Finding.note(
                            "module_parameter",
                            "its VFs come from a parameter of mlx4_core, which counts when " + "that is loaded")
                    .on(Subject.of(pf))
                    .found(driver, MLX4)
                    .todo("save the number of VFs, and reboot: vfnet persist " + port + " N")
                    .todo("or reload the driver, if none of its ports is in use: vfnet set " + port + " N --force"));
        }
        Finding finding = Finding.warning(
                        "module_parameter", "mlx4_core is configured to create VFs, and was loaded without that")
                .on(Subject.of(pf))
                .found(driver, MLX4);
        for (ModuleRule rule : rules) {
            finding = finding.found(rule.file(), rule.line());
        }
        return Optional.of(
                finding.todo("if mlx4_core is in the initramfs, rebuild that (update-initramfs -u, dracut -f)")
                        .todo("reboot"));
    }
}
