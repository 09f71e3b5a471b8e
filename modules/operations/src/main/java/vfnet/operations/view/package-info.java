// SPDX-License-Identifier: LGPL-3.0-or-later
/** Rows of the machine with its saved configuration: ports, VFs, and their drift. */
package vfnet.operations.view;
