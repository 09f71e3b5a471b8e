// SPDX-License-Identifier: LGPL-3.0-or-later
/** What an examination found, and what it checked. */
package vfnet.doctor.report;
