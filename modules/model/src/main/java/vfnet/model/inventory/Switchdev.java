// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

/**
 * That a card's switch is in switchdev mode, where rules of {@code tc} and Open vSwitch decide what VFs may send, and
 * drivers refuse some settings of legacy mode (Documentation/networking/switchdev.rst).
 *
 * @param sign how it was detected: {@code phys_switch_id of enp1s0f0np0 is 1000003b0000}
 */
public record Switchdev(String sign) {}
