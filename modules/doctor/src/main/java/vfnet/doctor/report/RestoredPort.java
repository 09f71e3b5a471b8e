// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

import vfnet.model.desired.PortRestore;
import vfnet.model.inventory.PfPort;

/**
 * A port that was to be brought to its saved state since the host started.
 *
 * @param port the port
 * @param restore the last time, and what came of it
 * @param differs whether the port or one of its VFs differs from what is saved
 */
public record RestoredPort(PfPort port, PortRestore restore, boolean differs) {}
