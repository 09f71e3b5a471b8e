// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vfnet.apply.plan.SeenVfs;
import vfnet.model.Decimal;
import vfnet.model.DeviceIdentity;
import vfnet.model.Errno;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.host.BusMaster;
import vfnet.system.ParentFolder;
import vfnet.system.Sysroot;

/** A PF's VFs as sysfs has them now: reading back a step does not require reading the whole machine. */
final class VfDirectories {
    private static final String LINK = "virtfn";
    /** Where COMMAND is in the configuration space (include/uapi/linux/pci_regs.h, PCI_COMMAND). */
    private static final int COMMAND = 4;
    /** How kernels print that there is none (drivers/pci/pci-sysfs.c, driver_override_show). */
    private static final String NO_OVERRIDE = "(null)";

    private final Sysroot sysroot;
    private final PciAddress pf;

    VfDirectories(Sysroot sysroot, PciAddress pf) {
        this.sysroot = sysroot;
        this.pf = pf;
    }

    /**
     * A VF.
     *
     * @param index from 0
     * @param address its PCI address
     */
    record Vf(int index, PciAddress address) {}

    /** In the order of their numbers. */
    List<Vf> all() {
        List<Vf> vfs = new ArrayList<>();
        for (Path entry : entries(sysroot.pciDevices().resolve(pf.toString()))) {
            String name = entry.getFileName().toString();
            if (name.startsWith(LINK)) {
                Decimal.number(name.substring(LINK.length())).flatMap(this::vf).ifPresent(vfs::add);
            }
        }
        vfs.sort((one, other) -> Integer.compare(one.index(), other.index()));
        return vfs;
    }

    /** All of them, with their identities. */
    SeenVfs known() {
        return new SeenVfs(all().stream().map(this::known).toList());
    }

    private SeenVfs.Vf known(Vf vf) {
        return new SeenVfs.Vf(
                vf.index(),
                vf.address(),
                DeviceIdentity.of(sysroot.pciDevices().resolve(vf.address().toString())));
    }

    /** Those of these numbers that exist. */
    List<Vf> chosen(Collection<Integer> indices) {
        List<Vf> vfs = new ArrayList<>();
        indices.forEach(index -> vf(index).ifPresent(vfs::add));
        return vfs;
    }

    private Optional<Vf> vf(int index) {
        return target(sysroot.pciAttribute(pf, LINK + index))
                .value()
                .flatMap(PciAddress::parse)
                .map(address -> new Vf(index, address));
    }

    /**
     * What changes when a VF gets another user.
     *
     * @param vf the VF
     * @param driver the driver that is bound to it
     * @param interfaces the numbers of its interfaces: one that moves to another namespace has none here
     */
    record Signs(SeenVfs.Vf vf, Reading<String> driver, List<Integer> interfaces) {}

    /** Cheap to read, unlike the users of the VFs. */
    List<Signs> signs() {
        return all().stream()
                .map(vf -> new Signs(
                        known(vf), driver(vf), interfaces(vf).stream().sorted().toList()))
                .toList();
    }

    Reading<String> driver(Vf vf) {
        return target(sysroot.pciAttribute(vf.address, "driver"));
    }

    /** The one driver that may bind it; absent where any may. */
    Reading<String> override(Vf vf) {
        Path attribute = sysroot.pciAttribute(vf.address, "driver_override");
        try {
            String text = Files.readString(attribute).strip();
            return text.isEmpty() || text.equals(NO_OVERRIDE) ? Reading.absent() : Reading.of(text);
        } catch (IOException e) {
            return unreadable(attribute, e);
        }
    }

    /** The driver of those VFs that are not meant for VMs; empty when there are none, or they have no driver. */
    Optional<String> usualDriver() {
        return all().stream()
                .flatMap(vf -> driver(vf).value().stream())
                .filter(name -> !name.contains("vfio"))
                .findFirst();
    }

    boolean hasIommuGroup(Vf vf) {
        return Files.exists(sysroot.pciAttribute(vf.address, "iommu_group"));
    }

    /** The numbers of its interfaces; possibly none in this network namespace. */
    List<Integer> interfaces(Vf vf) {
        List<Integer> found = new ArrayList<>();
        for (Path entry : entries(net(vf))) {
            try {
                Decimal.number(Files.readString(entry.resolve("ifindex")).strip())
                        .ifPresent(found::add);
            } catch (IOException e) {
                // Gone, or being renamed: the next reading shows it.
            }
        }
        return found;
    }

    /**
     * The address of a VF's interface.
     *
     * @param isRandom whether the kernel marks it as random, as after a driver that first chose one
     *     ({@code addr_assign_type} 1, NET_ADDR_RANDOM in include/uapi/linux/netdevice.h)
     */
    record OwnAddress(MacAddress address, boolean isRandom) {}

    /** The address of its one interface; empty where it has several, or none in this network namespace. */
    Optional<OwnAddress> interfaceAddress(Vf vf) {
        List<Path> interfaces = entries(net(vf));
        if (interfaces.size() != 1) {
            return Optional.empty();
        }
        Path only = interfaces.getFirst();
        try {
            Optional<MacAddress> address = MacAddress.parse(line(only.resolve("address")));
            return address.isEmpty() ? Optional.empty() : Optional.of(new OwnAddress(address.get(), isRandom(only)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isRandom(Path networkInterface) {
        try {
            return line(networkInterface.resolve("addr_assign_type")).equals("1");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Those of the VFs that have a driver and do not respond: nothing of their configuration space can be read.
     *
     * @param indices the VFs; all where that is empty
     */
    List<Integer> unanswering(Optional<List<Integer>> indices) {
        List<Integer> silent = new ArrayList<>();
        for (Vf vf : all()) {
            boolean isChosen = indices.isEmpty() || indices.get().contains(vf.index());
            if (isChosen && driver(vf) instanceof Reading.Value && command(vf) == BusMaster.NO_ANSWER) {
                silent.add(vf.index());
            }
        }
        return silent;
    }

    /** What cannot be read is taken for an answer, as in {@code vfnet doctor}. */
    private BusMaster command(Vf vf) {
        try (InputStream config = Files.newInputStream(sysroot.pciAttribute(vf.address, "config"))) {
            byte[] head = config.readNBytes(COMMAND + 2);
            return head.length < COMMAND + 2
                    ? BusMaster.ON
                    : BusMaster.of(head[COMMAND] & 0xff | (head[COMMAND + 1] & 0xff) << 8);
        } catch (IOException e) {
            return BusMaster.ON;
        }
    }

    private static String line(Path attribute) throws IOException {
        return Files.readString(attribute).strip();
    }

    /** For a virtio function it is below its device on the virtio bus. */
    private Path net(Vf vf) {
        Path net = sysroot.pciAttribute(vf.address, "net");
        return Files.exists(net)
                ? net
                : entries(ParentFolder.of(net)).stream()
                        .filter(entry -> entry.getFileName().toString().startsWith("virtio"))
                        .findFirst()
                        .map(device -> device.resolve("net"))
                        .orElse(net);
    }

    private Reading<String> target(Path link) {
        try {
            return Reading.of(Files.readSymbolicLink(link).getFileName().toString());
        } catch (NoSuchFileException | NotLinkException e) {
            return Reading.absent();
        } catch (IOException e) {
            return unreadable(link, e);
        }
    }

    private <T> Reading<T> unreadable(Path path, IOException e) {
        return Reading.unreadable(new Problem(sysroot.onMachine(path), message(e)));
    }

    static String message(IOException e) {
        return Errno.of(e).map(Errno::toString).orElseGet(() -> String.valueOf(e.getMessage()));
    }

    private static List<Path> entries(Path directory) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (IOException e) {
            // Gone since, which the empty result says.
        }
        return entries;
    }
}
