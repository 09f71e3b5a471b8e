// SPDX-License-Identifier: LGPL-3.0-or-later
/** A machine as a tree: cards, their ports, the VFs of these, and who uses each. */
package vfnet.operations.tree;
