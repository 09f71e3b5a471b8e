// SPDX-License-Identifier: LGPL-3.0-or-later
/** Finds ports, VFs and saved entries by what a person calls them. */
package vfnet.operations.select;
