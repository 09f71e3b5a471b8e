// SPDX-License-Identifier: LGPL-3.0-or-later
/** One class for each command: its words become a request, the result becomes text or JSON and an exit status. */
package vfnet.cli.command;
