// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * One class for each command: it turns its arguments into a request, and the result into text or JSON and an exit
 * status.
 */
package vfnet.cli.command;
