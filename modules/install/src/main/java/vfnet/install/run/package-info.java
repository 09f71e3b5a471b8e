// SPDX-License-Identifier: LGPL-3.0-or-later
/** Carries such a plan out. */
package vfnet.install.run;
