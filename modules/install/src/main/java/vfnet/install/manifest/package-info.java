// SPDX-License-Identifier: LGPL-3.0-or-later
/** The record of what an installation created. */
package vfnet.install.manifest;
