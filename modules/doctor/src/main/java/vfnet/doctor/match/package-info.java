// SPDX-License-Identifier: LGPL-3.0-or-later
/** Patterns by which other tools name devices. */
package vfnet.doctor.match;
