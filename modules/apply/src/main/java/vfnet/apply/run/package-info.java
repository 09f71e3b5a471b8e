// SPDX-License-Identifier: LGPL-3.0-or-later
/** Executes a plan step by step, reads back, and rolls back. */
package vfnet.apply.run;
