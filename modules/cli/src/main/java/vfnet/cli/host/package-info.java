// SPDX-License-Identifier: LGPL-3.0-or-later
/** What whoever runs the command line brings and gets: the host, and the exit status. */
package vfnet.cli.host;
