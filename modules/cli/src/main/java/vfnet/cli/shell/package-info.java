// SPDX-License-Identifier: LGPL-3.0-or-later
/** What shells and man(1) get from the declared commands. */
package vfnet.cli.shell;
