// SPDX-License-Identifier: LGPL-3.0-or-later
/** Copies of a machine what vfnet reads of it. */
package vfnet.machine.capture;
