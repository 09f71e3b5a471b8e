// SPDX-License-Identifier: LGPL-3.0-or-later
/** Finds the bridges over the ports of cards, and the addresses behind them. */
package vfnet.discovery.bridge;
