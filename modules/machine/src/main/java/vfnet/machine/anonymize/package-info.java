// SPDX-License-Identifier: LGPL-3.0-or-later
/** Replaces the addresses of a snapshot. */
package vfnet.machine.anonymize;
