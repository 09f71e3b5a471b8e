// SPDX-License-Identifier: LGPL-3.0-or-later
/** One unattended start, within its time. */
package vfnet.operations.boot;
