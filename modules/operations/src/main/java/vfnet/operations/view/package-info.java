// SPDX-License-Identifier: LGPL-3.0-or-later
/** The machine and its saved configuration side by side, as rows: ports, VFs, and how they drift apart. */
package vfnet.operations.view;
