// SPDX-License-Identifier: LGPL-3.0-or-later
/** One class for each check. */
package vfnet.doctor.check;
