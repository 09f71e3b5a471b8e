package vfnet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.exchange.HostPort;
import vfnet.exchange.UdevRecord;
import vfnet.model.Driver;
import vfnet.model.InterfaceName;
import vfnet.model.Inventory;
import vfnet.model.NetworkInterface;
import vfnet.model.Reading;
import vfnet.model.SavedPort;
import vfnet.model.Sriov;
import vfnet.model.SystemFiles;
import vfnet.model.Sysroot;
import vfnet.model.SysrootFiles;
import vfnet.model.VirtualFunction;

/** The ports of this host, as other tools know them. */
final class HostPorts {
    /** udev writes some KB a device. */
    private static final int MOST_BYTES = 1 << 20;

    private HostPorts() {}

    static List<HostPort> of(Inventory inventory, Sysroot sysroot) {
        return Rows.of(inventory).pfs().stream().filter(row -> row.port().isPresent()).map(row -> port(row, sysroot)).toList();
    }

    private static HostPort port(PfRow row, Sysroot sysroot) {
        Optional<NetworkInterface> own = row.networkInterface();
        SavedPort identity = new SavedPort(row.port().flatMap(port -> port.permanentAddress().value()), Optional.of(row.function().address()),
                row.devPort(), own.map(NetworkInterface::name), row.pf().virtualFunctions().size(), new TreeMap<>());
        boolean sriov = row.pf().sriov().fold(Sriov::canMakeVfs, () -> false, why -> true);
        return new HostPort(identity, own.flatMap(itself -> itself.address().value()), row.function().driver().map(Driver::name).value(), sriov,
                own.flatMap(itself -> itself.index().value()).map(index -> udev(sysroot, new SystemFiles(sysroot).udevRecord(index)))
                        .orElse(UdevRecord.NONE), vfNames(row));
    }

    private static SortedMap<Integer, InterfaceName> vfNames(PfRow row) {
        SortedMap<Integer, InterfaceName> names = new TreeMap<>();
        for (VirtualFunction vf : row.pf().virtualFunctions()) {
            vf.interfaces().stream().map(NetworkInterface::name).findFirst().ifPresent(name -> names.put(vf.index(), name));
        }
        return names;
    }

    /** Most machines have one; without it vfnet goes by what it sees itself. */
    private static UdevRecord udev(Sysroot sysroot, Path record) {
        try {
            return UdevRecord.parse(new String(SysrootFiles.read(sysroot, record, MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return UdevRecord.NONE;
        }
    }
}
