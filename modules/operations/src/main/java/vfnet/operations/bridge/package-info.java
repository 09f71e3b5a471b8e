// SPDX-License-Identifier: LGPL-3.0-or-later
/** The filters of ports beside the bridges over them: how they are, and how they come in line. */
package vfnet.operations.bridge;
