// SPDX-License-Identifier: LGPL-3.0-or-later
/** The traffic of ports and VFs as rates: readings of counters, and what passed between two of them. */
package vfnet.operations.traffic;
