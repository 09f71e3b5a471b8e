// SPDX-License-Identifier: LGPL-3.0-or-later
/** Copies what vfnet reads of a machine. */
package vfnet.machine.capture;
