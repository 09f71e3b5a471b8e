// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.InterfaceName;

/**
 * What NetworkManager is told of devices (NetworkManager.conf(5)), the last word on each.
 *
 * @param presence whether it runs, or starts at boot, and what shows that
 * @param unmanaged the devices that it must leave alone, in its own language
 * @param noAutoDefault the devices for which it makes no connection of its own accord
 * @param sections its sections about devices, the one that counts most first
 * @param unmanagedByUdev the interfaces that a udev rule keeps it from
 */
public record NetworkManagerRules(
        ServicePresence presence,
        DeviceList unmanaged,
        DeviceList noAutoDefault,
        List<DeviceSection> sections,
        Set<InterfaceName> unmanagedByUdev) {

    /** Keeps copies of what it is given. */
    public NetworkManagerRules {
        sections = List.copyOf(sections);
        unmanagedByUdev = Set.copyOf(unmanagedByUdev);
    }

    /**
     * A list of devices.
     *
     * @param specs such as {@code driver:ixgbevf}, {@code interface-name:vm*}, {@code except:type:wifi}, {@code *}
     */
    public record DeviceList(List<String> specs) {

        /** Keeps copies of what it is given. */
        public DeviceList {
            specs = List.copyOf(specs);
        }
    }

    /**
     * A section {@code [device...]}.
     *
     * @param file where it stands
     * @param devices which devices it is about; empty for all
     * @param managed whether it says that they are managed
     * @param vfs how many VFs they shall have, as written
     * @param stops whether no further section is looked at for them
     */
    public record DeviceSection(
            String file,
            Optional<DeviceList> devices,
            Optional<Boolean> managed,
            Optional<String> vfs,
            boolean stops) {}
}
