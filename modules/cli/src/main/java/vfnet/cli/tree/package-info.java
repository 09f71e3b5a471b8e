// SPDX-License-Identifier: LGPL-3.0-or-later
/** The tree of cards as text, as a picture and as a graph. */
package vfnet.cli.tree;
