// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.driverctl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.interop.HostPort;
import vfnet.interop.Imported;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.model.PciAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedVf;

/**
 * Reads driverctl's overrides: a file {@code pci-ADDRESS} in /etc/driverctl.d has the name of the driver. driverctl
 * creates no VFs, so the port is saved with the number that it has now.
 */
public final class DriverctlImport {
    private static final String PREFIX = "pci-";

    private final Findings findings = new Findings();
    private final List<HostPort> host;
    private final Map<HostPort, Overrides> overrides = new LinkedHashMap<>();

    /**
     * Those of one port.
     *
     * @param place of the first
     * @param vfs by VF index
     */
    private record Overrides(String place, SortedMap<Integer, SavedVf> vfs) {}

    private DriverctlImport(List<HostPort> host) {
        this.host = host;
    }

    /**
     * {@return the ports of the VFs, and what cannot be saved}
     *
     * @param files the overrides
     * @param host the ports of the host, with their VFs
     */
    public static Imported of(List<SourceFile> files, List<HostPort> host) {
        DriverctlImport reader = new DriverctlImport(host);
        files.forEach(reader::read);
        reader.overrides.forEach((port, own) -> reader.findings.port(
                own.place(), port.identity().withVfs(port.identity().count(), own.vfs())));
        return reader.findings.imported();
    }

    private void read(SourceFile file) {
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        Optional<PciAddress> address =
                name.startsWith(PREFIX) ? PciAddress.parse(name.substring(PREFIX.length())) : Optional.empty();
        String driver = file.text().strip();
        if (address.isEmpty()) {
            findings.lost(file.name(), "is no override of a PCI device; it is left out");
        } else if (!isDriver(driver)) {
            findings.flaw(file.line(1), "'" + driver + "' is no driver's name");
        } else {
            Optional<HostPort> port = host.stream()
                    .filter(own -> own.vfAt(address.get()).isPresent())
                    .findFirst();
            port.ifPresentOrElse(
                    own -> add(file, own, own.vfAt(address.get()).orElseThrow(), driver),
                    () -> findings.lost(
                            file.name(),
                            address.get()
                                    + " is no VF of this host now, and vfnet saves the drivers of VFs alone; it is "
                                    + "left out"));
        }
    }

    private static boolean isDriver(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || c == '_'
                                || c == '-');
    }

    private void add(SourceFile file, HostPort port, int index, String driver) {
        VfDriver own = driver.equals("none") ? new VfDriver.None() : new VfDriver.Override(driver);
        overrides
                .computeIfAbsent(port, _ -> new Overrides(file.line(1), new TreeMap<>()))
                .vfs()
                .put(index, new SavedVf(index, VfSettings.UNKNOWN, Optional.of(own), Optional.empty()));
    }
}
