// SPDX-License-Identifier: LGPL-3.0-or-later
/** The command line: every command declared once, and the parsers that follow from that. */
package vfnet.cli.syntax;
