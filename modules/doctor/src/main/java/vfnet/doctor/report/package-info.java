// SPDX-License-Identifier: LGPL-3.0-or-later
/** What an examination found, and what it looked at. */
package vfnet.doctor.report;
