// SPDX-License-Identifier: LGPL-3.0-or-later
/** Compares an inventory with a desired state, and decides on the steps. Reads and writes nothing. */
package vfnet.apply.plan;
