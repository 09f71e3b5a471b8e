// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.Guid;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.OperState;
import vfnet.model.PciAddress;
import vfnet.model.VfSettings;

/** Reads {@code ip -json -details link show} (iproute2, print_linkinfo in ip/ipaddress.c). */
public final class LinkTableParser {
    /** A pair of interfaces: {@code link_index} names the other end, and not a link below (drivers/net/veth.c). */
    private static final Set<String> PAIRS = Set.of("veth", "netkit", "vxcan");

    private static final int MAC_LENGTH = 17;

    private final IpJson json;

    private int index;
    private Optional<InterfaceName> name = Optional.empty();
    private Optional<MacAddress> address = Optional.empty();
    private Optional<MacAddress> permanent = Optional.empty();
    private Optional<MacAddress> beforeBond = Optional.empty();
    private Optional<Guid> guid = Optional.empty();
    private boolean isPermanentGuid;
    private Optional<OperState> state = Optional.empty();
    private Optional<LinkKind> kind = Optional.empty();
    private Optional<PciAddress> function = Optional.empty();
    private List<String> alternativeNames = List.of();
    private Optional<LinkLayer> layer = Optional.empty();
    private Optional<String> portName = Optional.empty();
    private Optional<String> switchId = Optional.empty();
    private Optional<SortedMap<Integer, VfSettings>> settings = Optional.empty();

    private Optional<InterfaceName> master = Optional.empty();
    private Optional<InterfaceName> on = Optional.empty();
    private int lower;
    private boolean isLowerElsewhere;
    private boolean isUp;
    private boolean isStandby;
    private boolean isPair;
    private boolean hasXdpProgram;
    private Optional<String> queueing = Optional.empty();

    private LinkTableParser(IpJson json) {
        this.json = json;
    }

    /** @throws IOException when the text is not a JSON array of objects, or ends too early */
    public static LinkTable parse(byte[] text) throws IOException {
        try (IpJson json = new IpJson(text)) {
            List<Link> links = new ArrayList<>();
            json.begin();
            while (json.nextObject()) {
                new LinkTableParser(json).link().ifPresent(links::add);
            }
            return new LinkTable(links);
        }
    }

    /** Empty for an empty object, which ip prints for a link that its filter left out. */
    private Optional<Link> link() throws IOException {
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "ifindex" -> index = json.number();
                case "ifname" -> name = InterfaceName.parse(json.text());
                case "address" -> address = address(false);
                case "permaddr" -> permanent = address(true);
                case "operstate" -> state = OperState.parse(json.text());
                case "parentdev" -> function = PciAddress.parse(json.text());
                case "altnames" -> alternativeNames = json.texts();
                case "link_type" -> layer = Optional.of(LinkLayer.of(json.text()));
                case "phys_port_name" -> portName = Optional.of(json.text());
                case "phys_switch_id" -> switchId = Optional.of(json.text());
                case "linkinfo" -> linkInfo();
                case "flags" -> isUp = json.texts().contains("UP");
                case "master" -> master = InterfaceName.parse(json.text());
                case "link" -> on = InterfaceName.parse(json.text());
                case "link_index" -> lower = json.number();
                case "link_netnsid" -> isLowerElsewhere = json.present();
                case "xdp" -> hasXdpProgram = json.present();
                case "qdisc" -> queueing = Optional.of(json.text());
                case "vfinfo_list" -> vfSettings();
                default -> json.skip();
            }
        }
        forgetInfinibandAddresses();
        return index <= 0 ? Optional.empty() : name.map(this::named);
    }

    /** Of IP over InfiniBand, the permanent address has the GUID that software may have changed in the other. */
    private Optional<MacAddress> address(boolean isPermanent) throws IOException {
        String text = json.text();
        if (text.length() > MAC_LENGTH && !isPermanentGuid) {
            guid = Guid.inAddress(text);
            isPermanentGuid = isPermanent && guid.isPresent();
        }
        return MacAddress.parse(text);
    }

    private Link named(InterfaceName known) {
        Optional<Integer> below = isLowerElsewhere && lower > 0 && !isPair ? Optional.of(lower) : Optional.empty();
        return new Link(
                index,
                known,
                address,
                permanent,
                beforeBond,
                guid,
                state,
                kind,
                function,
                alternativeNames,
                layer,
                portName,
                switchId,
                master,
                isUp,
                isStandby,
                isPair ? Optional.empty() : on,
                isPair ? on : Optional.empty(),
                below,
                hasXdpProgram,
                queueing,
                settings);
    }

    /** They have 20 bytes; where a bond or an old ip cut them to 6, they are not MAC addresses either. */
    private void forgetInfinibandAddresses() {
        if (layer.filter(LinkLayer.INFINIBAND::equals).isPresent()) {
            address = Optional.empty();
            permanent = Optional.empty();
            beforeBond = Optional.empty();
        }
    }

    private void linkInfo() throws IOException {
        if (!json.isObject()) {
            return;
        }
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "info_kind" -> kind(json.text());
                case "info_slave_data" -> memberData();
                default -> json.skip();
            }
        }
    }

    private void kind(String name) {
        kind = Optional.of(LinkKind.of(name));
        isPair = PAIRS.contains(name);
    }

    private void memberData() throws IOException {
        if (!json.isObject()) {
            return;
        }
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "perm_hwaddr" -> beforeBond = MacAddress.parse(json.text());
                case "state" -> isStandby = json.text().equals("BACKUP");
                default -> json.skip();
            }
        }
    }

    private void vfSettings() throws IOException {
        if (!json.isList()) {
            return;
        }
        SortedMap<Integer, VfSettings> byIndex = new TreeMap<>();
        // ip prints link_type before vfinfo_list in every version.
        VfSettingsParser parser = new VfSettingsParser(
                json, layer.filter(LinkLayer.INFINIBAND::equals).isEmpty());
        while (json.nextObjectInside()) {
            parser.readInto(byIndex);
        }
        settings = Optional.of(byIndex);
    }
}
