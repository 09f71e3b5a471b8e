// SPDX-License-Identifier: LGPL-3.0-or-later
/** Bridges on top of the ports of cards, and the addresses behind them that a card's switch must know. */
package vfnet.model.bridge;
