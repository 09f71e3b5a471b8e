// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.desired.RestorePolicy;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.eswitch.EswitchMode;

/** Reads one element of {@code ports}. */
final class PortParser {
    /** sriov_numvfs is a u16 (drivers/pci/iov.c). */
    private static final int MAX_VFS = 65535;

    private final ConfigurationJson json;
    private final String pointer;
    private Optional<MacAddress> permanentAddress = Optional.empty();
    private Optional<PciAddress> pciAddress = Optional.empty();
    private Optional<Integer> devPort = Optional.of(0);
    private Optional<InterfaceName> name = Optional.empty();
    private Optional<Integer> count = Optional.empty();
    private Optional<RestorePolicy> restore = Optional.of(RestorePolicy.ALWAYS);
    private Optional<Boolean> bridgeSync = Optional.empty();
    private Optional<EswitchMode> eswitch = Optional.empty();
    private final SortedMap<Integer, SavedVf> vfs = new TreeMap<>();

    /** @param pointer to the element */
    PortParser(ConfigurationJson json, String pointer) {
        this.json = json;
        this.pointer = pointer;
    }

    /** The port that begins at the parser's position; empty, with at least one error, when it is not valid. */
    Optional<SavedPort> parse() throws IOException {
        int flaws = json.flaws().count();
        if (!json.beginsObject("must be an object that describes a port")) {
            return Optional.empty();
        }
        int line = json.line();
        for (Optional<String> key = json.nextKey(); key.isPresent(); key = json.nextKey()) {
            field(key.get());
        }
        String place = ConfigurationJson.place(line, pointer);
        if (count.isEmpty() && json.flaws().count() == flaws) {
            json.flaws().add(place, "vf_count is missing: the number of VFs of the port");
        }
        if (permanentAddress.isEmpty()
                && pciAddress.isEmpty()
                && name.isEmpty()
                && json.flaws().count() == flaws) {
            json.flaws()
                    .add(place, "one of permanent_mac_address, pci_address and interface must say which port this is");
        }
        if (count.isPresent() && !vfs.isEmpty() && vfs.lastKey() >= count.get()) {
            json.flaws()
                    .add(
                            place,
                            "VF " + vfs.lastKey() + " is described, but a vf_count of " + count.get() + " makes "
                                    + (count.get() == 0 ? "none" : "only VFs 0 to " + (count.get() - 1)));
        }
        return json.flaws().count() > flaws
                ? Optional.empty()
                : Optional.of(new SavedPort(
                        permanentAddress,
                        pciAddress,
                        devPort.orElse(0),
                        name,
                        count.orElse(0),
                        vfs,
                        restore.orElse(RestorePolicy.ALWAYS),
                        bridgeSync.orElse(false),
                        eswitch));
    }

    private void field(String key) throws IOException {
        switch (key) {
            case "permanent_mac_address" -> permanentAddress = json.text(VfParser::unicast, VfParser.ADDRESS_ALLOWED);
            case "pci_address" ->
                pciAddress = json.text(PciAddress::parse, "must be a PCI address such as \"0000:01:00.0\"");
            case "dev_port" -> devPort = json.number(0, MAX_VFS);
            case "interface" ->
                name = json.text(
                        PortParser::printable,
                        "must be an interface's name of 1 to 15 characters such as \"enp1s0f0\"");
            case "vf_count" -> count = json.number(0, MAX_VFS);
            case "restore" -> restore = json.text(RestorePolicy::parse, "must be \"always\" or \"at_boot\"");
            case "vfs" -> vfs();
            case "bridge_sync" -> bridgeSync = json.flag();
            case "eswitch" -> eswitch = json.text(PortParser::mode, "must be \"legacy\" or \"switchdev\"");
            default -> json.ignore();
        }
    }

    /** Switchdev mode with all traffic stopped is a way to another mode, and none to stay in. */
    private static Optional<EswitchMode> mode(String text) {
        return EswitchMode.parse(text).filter(mode -> mode != EswitchMode.SWITCHDEV_INACTIVE);
    }

    /** The kernel allows control characters in a name; no user types them. */
    static Optional<InterfaceName> printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == 0x7f) {
                return Optional.empty();
            }
        }
        return InterfaceName.parse(text);
    }

    private void vfs() throws IOException {
        if (!json.beginsList("must be a list with an object for each VF of which something is said")) {
            return;
        }
        for (int position = 0; json.nextElement(); position++) {
            int line = json.line();
            String vfPointer = pointer + "/vfs/" + position;
            Optional<SavedVf> vf = new VfParser(json, vfPointer).parse();
            if (vf.isPresent() && vfs.putIfAbsent(vf.get().index(), vf.get()) != null) {
                json.flaws()
                        .add(
                                ConfigurationJson.place(line, vfPointer),
                                "VF " + vf.get().index() + " is described twice");
            }
        }
    }
}
