// SPDX-License-Identifier: LGPL-3.0-or-later
/** One command in progress: the machine that it reads, and its output streams. */
package vfnet.cli.session;
