// SPDX-License-Identifier: LGPL-3.0-or-later
/** Text for people: tables, sheets of facts, and the messages of each command. */
package vfnet.cli.text;
