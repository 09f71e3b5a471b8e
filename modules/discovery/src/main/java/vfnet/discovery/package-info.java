// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * Reads a host or a snapshot into an {@link vfnet.model.inventory.Inventory}: {@link vfnet.discovery.Discovery} is the
 * entry point. It reads sysfs, the link table of {@code ip -json}, and who uses each VF, and writes nothing.
 *
 * <p>Absent, unreadable and zero are distinct in all that it returns ({@link vfnet.model.Reading}). Every search for
 * users of a VF is one entry of a table; a search that could not be made leaves the VF's users unknown, never none.
 */
package vfnet.discovery;
