// SPDX-License-Identifier: LGPL-3.0-or-later
/** Changes of the live state: the lock, the plan of a port, the one sequence that executes it, and its result. */
package vfnet.operations.live;
