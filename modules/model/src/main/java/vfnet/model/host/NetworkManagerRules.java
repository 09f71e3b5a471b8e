// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.InterfaceName;

/**
 * NetworkManager's configuration of devices (NetworkManager.conf(5)), as it is in effect.
 *
 * @param presence whether it runs, or starts at boot, and what shows that
 * @param unmanaged the devices that it ignores, in its own syntax
 * @param noAutoDefault the devices for which it creates no default connection
 * @param sections its device sections, in order of precedence
 * @param unmanagedByUdev the interfaces that a udev rule marks as unmanaged
 */
public record NetworkManagerRules(
        ServicePresence presence,
        DeviceList unmanaged,
        DeviceList noAutoDefault,
        List<DeviceSection> sections,
        Set<InterfaceName> unmanagedByUdev) {

    /** Copies the lists. */
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

        /** Copies the list. */
        public DeviceList {
            specs = List.copyOf(specs);
        }
    }

    /**
     * A section {@code [device...]}.
     *
     * @param file the file that has it
     * @param devices the devices that it matches; empty for all
     * @param managed whether it sets them to managed
     * @param vfs the number of VFs that it sets, as written
     * @param stops whether further sections are ignored for them
     */
    public record DeviceSection(
            String file,
            Optional<DeviceList> devices,
            Optional<Boolean> managed,
            Optional<String> vfs,
            boolean stops) {}
}
