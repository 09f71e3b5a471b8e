// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/**
 * The VLAN of a VF.
 *
 * @param id 1 to 4094; 0 with a priority tags frames by priority alone
 * @param qos priority, 0 to 7
 * @param protocol {@code 802.1Q} or {@code 802.1ad}
 */
public record Vlan(int id, int qos, String protocol) {
    /** The value that removes a VLAN. */
    public static final Vlan NONE = new Vlan(0, 0, "802.1Q");
}
