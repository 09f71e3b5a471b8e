// SPDX-License-Identifier: LGPL-3.0-or-later
/** What a caller of the command line provides and gets: the host, and the exit status. */
package vfnet.cli.host;
