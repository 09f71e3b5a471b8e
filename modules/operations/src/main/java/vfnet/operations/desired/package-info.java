// SPDX-License-Identifier: LGPL-3.0-or-later
/** What somebody asks for, and how the VFs of a port are then to be. */
package vfnet.operations.desired;
