// SPDX-License-Identifier: LGPL-3.0-or-later
/** What iproute2's {@code ip} prints as JSON: links, addresses, routes, counters. */
package vfnet.discovery.iproute;
