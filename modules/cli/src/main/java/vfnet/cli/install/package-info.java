// SPDX-License-Identifier: LGPL-3.0-or-later
/** The commands that install and uninstall vfnet. */
package vfnet.cli.install;
