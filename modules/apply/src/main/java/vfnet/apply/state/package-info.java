// SPDX-License-Identifier: LGPL-3.0-or-later
/** What outlives a run: records in {@code /run/vfnet}. */
package vfnet.apply.state;
