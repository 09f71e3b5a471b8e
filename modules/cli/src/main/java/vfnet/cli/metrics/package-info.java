// SPDX-License-Identifier: LGPL-3.0-or-later
/** What a monitoring system collects of a host. */
package vfnet.cli.metrics;
