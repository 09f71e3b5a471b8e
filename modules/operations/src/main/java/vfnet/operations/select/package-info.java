// SPDX-License-Identifier: LGPL-3.0-or-later
/** Finds ports, VFs and saved entries by name. */
package vfnet.operations.select;
