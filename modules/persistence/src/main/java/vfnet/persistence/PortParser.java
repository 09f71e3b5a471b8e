package vfnet.persistence;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;

/** Reads one element of {@code ports}. */
final class PortParser {
    /** sriov_numvfs is a u16 (drivers/pci/iov.c). */
    private static final int MOST_VFS = 65535;

    private final ConfigurationJson json;
    private Optional<MacAddress> permanentAddress = Optional.empty();
    private Optional<PciAddress> pciAddress = Optional.empty();
    private Optional<Integer> devPort = Optional.of(0);
    private Optional<InterfaceName> name = Optional.empty();
    private Optional<Integer> count = Optional.empty();
    private final SortedMap<Integer, SavedVf> vfs = new TreeMap<>();

    PortParser(ConfigurationJson json) {
        this.json = json;
    }

    /** The port that the parser stands at the beginning of; empty, with at least one flaw, when it is not sound. */
    Optional<SavedPort> parse() throws IOException {
        int flaws = json.flaws().size();
        if (!json.beginsObject("must be an object that describes a port")) {
            return Optional.empty();
        }
        String place = json.place();
        for (Optional<String> key = json.nextKey(); key.isPresent(); key = json.nextKey()) {
            field(key.get());
        }
        if (count.isEmpty() && json.flaws().size() == flaws) {
            json.flaws().add(new Flaw(place, "vf_count is missing: how many VFs the port shall have"));
        }
        if (permanentAddress.isEmpty() && pciAddress.isEmpty() && name.isEmpty() && json.flaws().size() == flaws) {
            json.flaws().add(new Flaw(place, "one of permanent_mac_address, pci_address and interface must say which port this is"));
        }
        if (count.isPresent() && !vfs.isEmpty() && vfs.lastKey() >= count.get()) {
            json.flaws().add(new Flaw(place, "VF " + vfs.lastKey() + " is described, but with a vf_count of "
                    + count.get() + " there are only " + (count.get() == 0 ? "none" : "VFs 0 to " + (count.get() - 1))));
        }
        return json.flaws().size() > flaws ? Optional.empty() : Optional.of(new SavedPort(permanentAddress, pciAddress,
                devPort.orElse(0), name, count.orElse(0), vfs));
    }

    private void field(String key) throws IOException {
        switch (key) {
            case "permanent_mac_address" -> permanentAddress = json.text(VfParser::unicast, VfParser.ADDRESS_ALLOWED);
            case "pci_address" -> pciAddress = json.text(PciAddress::parse, "must be a PCI address such as \"0000:01:00.0\"");
            case "dev_port" -> devPort = json.number(0, MOST_VFS);
            case "interface" -> name = json.text(PortParser::printable,
                    "must be an interface's name of 1 to 15 characters such as \"enp1s0f0\"");
            case "vf_count" -> count = json.number(0, MOST_VFS);
            case "vfs" -> vfs();
            default -> json.ignore();
        }
    }

    /** The kernel allows control characters in a name; nobody types them. */
    private static Optional<InterfaceName> printable(String text) {
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
        while (json.nextElement()) {
            String place = json.place();
            Optional<SavedVf> vf = new VfParser(json).parse();
            if (vf.isPresent() && vfs.put(vf.get().index(), vf.get()) != null) {
                json.flaws().add(new Flaw(place, "VF " + vf.get().index() + " is described twice"));
            }
        }
    }
}
