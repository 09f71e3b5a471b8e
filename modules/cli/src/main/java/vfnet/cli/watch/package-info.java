// SPDX-License-Identifier: LGPL-3.0-or-later
/** Live traffic: what is read at each interval, and how it is shown. */
package vfnet.cli.watch;
