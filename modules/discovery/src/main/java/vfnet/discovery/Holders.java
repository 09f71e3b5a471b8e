package vfnet.discovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.Holder;
import vfnet.model.IommuGroup;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;

/** Finds who would lose something if a function went away: vfio, another namespace, or this host itself. */
final class Holders {
    private final AttributeReader attributes;
    private final VfioHolders vfio;
    private final Namespaces namespaces;
    private final HostUse hostUse;
    private final boolean looking;

    Holders(boolean looking, AttributeReader attributes, VfioHolders vfio, Namespaces namespaces, HostUse hostUse) {
        this.looking = looking;
        this.attributes = attributes;
        this.vfio = vfio;
        this.namespaces = namespaces;
        this.hostUse = hostUse;
    }

    /** Whoever uses a PF's ports: for a driver that must be unloaded before it makes another number of VFs. */
    Reading<List<Holder>> ofPorts(List<InterfaceIndex.Entry> interfaces, ProblemList problems) {
        Findings<Holder> found = new Findings<>();
        interfaces.forEach(one -> found.addAll(hostUse.of(one, problems)));
        return found.outcome();
    }

    /** Of a PF only vfio counts: what this host does with a port of its own is traffic. */
    Reading<List<Holder>> ofPf(Path pf, Reading<Driver> driver, Reading<IommuGroup> group) {
        if (!looking) {
            return notLooked();
        }
        if (driver instanceof Reading.Unreadable<Driver>(Problem problem)) {
            return Reading.unreadable(problem);
        }
        return isOnVfio(driver) ? vfio(pf, group) : Reading.of(List.of());
    }

    /**
     * Whoever uses a VF.
     *
     * @param interfaces   its interfaces in this namespace
     * @param adminAddress the address that was set through its PF
     */
    Reading<List<Holder>> ofVf(PciAddress address, Path vf, Reading<Driver> driver, Reading<IommuGroup> group,
            List<InterfaceIndex.Entry> interfaces, Optional<MacAddress> adminAddress, ProblemList problems) {
        if (!looking || isOnVfio(driver) || driver.isUnreadable()) {
            return ofPf(vf, driver, group);
        }
        if (interfaces.isEmpty()) {
            return elsewhere(address, vf, driver, adminAddress, problems);
        }
        Findings<Holder> found = new Findings<>();
        interfaces.forEach(one -> found.addAll(hostUse.of(one, problems)));
        return found.outcome();
    }

    /** A network driver makes the directory {@code net}; empty, it means that the interface has moved away. */
    private Reading<List<Holder>> elsewhere(PciAddress address, Path vf, Reading<Driver> driver,
            Optional<MacAddress> adminAddress,
            ProblemList problems) {
        Path net = vf.resolve("net");
        Reading<List<String>> names = problems.note(attributes.names(net));
        if (names.value().isEmpty() && driver.value().filter(bound -> bound.name().contains("uio")).isPresent()) {
            return Reading.unreadable(problems.problem(attributes.name(vf),
                    "is driven from user space, and who does so cannot be seen"));
        }
        if (names.value().isEmpty()) {
            return names.isUnreadable() ? names.map(unread -> List.of()) : Reading.of(List.of());
        }
        return names.value().get().isEmpty() ? Reading.of(List.of(namespaces.of(address, adminAddress)))
                : Reading.unreadable(problems.problem(attributes.name(net),
                        "names an interface that /sys/class/net does not, so who uses it is unknown"));
    }

    /** vfio-pci and its variants for single cards: mlx5_vfio_pci, hisi_acc_vfio_pci. */
    private static boolean isOnVfio(Reading<Driver> driver) {
        return driver.value().filter(bound -> bound.name().contains("vfio")).isPresent();
    }

    private Reading<List<Holder>> vfio(Path function, Reading<IommuGroup> group) {
        Reading<List<String>> devices = attributes.names(function.resolve("vfio-dev"));
        Findings<Holder> found = new Findings<>();
        found.addAll(vfio.of(group.value().map(IommuGroup::number), devices.value().orElse(List.of())));
        group.problem().ifPresent(found::fail);
        devices.problem().ifPresent(found::fail);
        if (group.value().isEmpty() && devices.value().isEmpty()) {
            found.fail(new Problem(attributes.name(function),
                    "is on vfio without a group or device of it, so who holds it is unknown"));
        }
        return found.outcome();
    }

    private static Reading<List<Holder>> notLooked() {
        return Reading.unreadable(new Problem("holders", "were not looked for"));
    }

    /** Why something could not be looked at that concerns more than one function. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(0);
        vfio.problem().ifPresent(problems::add);
        problems.addAll(hostUse.problems());
        return problems;
    }
}
