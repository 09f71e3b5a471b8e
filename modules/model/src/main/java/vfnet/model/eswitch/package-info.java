// SPDX-License-Identifier: LGPL-3.0-or-later
/** The switch in a card: its mode, the interfaces that stand for functions, and what devlink says of its ports. */
package vfnet.model.eswitch;
