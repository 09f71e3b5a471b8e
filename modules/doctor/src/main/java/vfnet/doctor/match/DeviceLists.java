// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.host.NetworkManagerRules;
import vfnet.model.host.NetworkManagerRules.DeviceList;
import vfnet.model.host.NetworkManagerRules.DeviceSection;
import vfnet.model.host.OtherTool;
import vfnet.model.host.PortPattern;
import vfnet.model.host.ThirdPartySetting;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;

/** NetworkManager's syntax for devices (NetworkManager.conf(5), "Device List Format"). */
public final class DeviceLists {
    private static final String EXCEPT = "except:";

    private DeviceLists() {}

    /**
     * A device as NetworkManager sees it.
     *
     * @param address its permanent MAC address
     */
    public record Device(InterfaceName name, String driver, Optional<MacAddress> address) {}

    /** One exception that matches decides; a list of exceptions only includes all others. */
    public static boolean contains(DeviceList list, Device device) {
        boolean positive = false;
        boolean exceptionsAlone = !list.specs().isEmpty();
        for (String spec : list.specs()) {
            if (spec.startsWith(EXCEPT)) {
                if (fits(spec.substring(EXCEPT.length()), device)) {
                    return false;
                }
            } else {
                exceptionsAlone = false;
                positive |= fits(spec, device);
            }
        }
        return positive || exceptionsAlone;
    }

    private static boolean fits(String spec, Device device) {
        int colon = spec.indexOf(':');
        String value = spec.substring(colon + 1);
        return switch (colon < 0 ? "" : spec.substring(0, colon)) {
            case "interface-name" ->
                value.startsWith("=")
                        ? value.substring(1).equals(device.name().text())
                        : Globs.fits(
                                value.startsWith("~") ? value.substring(1) : value,
                                device.name().text());
            case "mac" -> isAddress(value, device);
            case "driver" -> (value + "/").startsWith(device.driver() + "/");
            case "type" -> value.equals("ethernet");
            default -> spec.equals("*") || spec.equals(device.name().text()) || isAddress(spec, device);
        };
    }

    private static boolean isAddress(String text, Device device) {
        return MacAddress.parse(text)
                .filter(address -> device.address().filter(address::equals).isPresent())
                .isPresent();
    }

    /** The first section that matches the device and has the key, unless an earlier one ends the search. */
    public static Optional<Boolean> managed(NetworkManagerRules rules, Device device) {
        for (DeviceSection section : rules.sections()) {
            if (section.devices().isEmpty() || contains(section.devices().get(), device)) {
                if (section.managed().isPresent() || section.stops()) {
                    return section.managed();
                }
            }
        }
        return Optional.empty();
    }

    /** What its sections say of VFs of a port. */
    public static List<ThirdPartySetting> settings(NetworkManagerRules rules, PhysicalFunction pf, Port port) {
        Device device = new Device(
                port.networkInterface().name(),
                pf.function().driver().value().map(Driver::name).orElse(""),
                port.permanentAddress().value());
        List<ThirdPartySetting> settings = new ArrayList<>();
        for (DeviceSection section : rules.sections()) {
            if (section.vfs().isPresent()
                    && (section.devices().isEmpty()
                            || contains(section.devices().get(), device))) {
                settings.add(new ThirdPartySetting(
                        OtherTool.NETWORK_MANAGER,
                        section.file(),
                        List.of("sriov-num-vfs=" + section.vfs().get()),
                        PortPattern.ANY));
            }
        }
        return settings;
    }
}
