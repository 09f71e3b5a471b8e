// SPDX-License-Identifier: LGPL-3.0-or-later
/** One class for each question put to the machine. */
package vfnet.doctor.check;
