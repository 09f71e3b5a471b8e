// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.util.Map;
import java.util.Optional;
import vfnet.model.inventory.Counters;

/**
 * The counters of a link.
 *
 * @param own its own; empty where ip prints none
 * @param vfs those that its driver has of the VFs, by VF index
 */
record LinkCounters(Optional<Counters> own, Map<Integer, Counters> vfs) {}
