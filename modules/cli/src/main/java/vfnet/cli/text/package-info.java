// SPDX-License-Identifier: LGPL-3.0-or-later
/** What a person reads: tables, sheets of facts, and the sentences of each command. */
package vfnet.cli.text;
