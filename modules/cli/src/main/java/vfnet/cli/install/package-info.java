// SPDX-License-Identifier: LGPL-3.0-or-later
/** The commands that put vfnet onto a system and take it off again. */
package vfnet.cli.install;
