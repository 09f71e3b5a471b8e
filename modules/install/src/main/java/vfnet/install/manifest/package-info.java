// SPDX-License-Identifier: LGPL-3.0-or-later
/** The record of what an installation put on a machine. */
package vfnet.install.manifest;
