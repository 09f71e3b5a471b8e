// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * Snapshots: what vfnet reads of a host, as one text file, to be read elsewhere. {@link vfnet.machine.UnpackedMachine}
 * opens one, {@link vfnet.machine.capture.Capture} writes one, with generated addresses in place of the host's own.
 */
package vfnet.machine;
