// SPDX-License-Identifier: LGPL-3.0-or-later
/** Carries a plan out step by step, reads back, and rolls back. */
package vfnet.apply.run;
