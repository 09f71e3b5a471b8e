// SPDX-License-Identifier: LGPL-3.0-or-later
/** Files that are there whole or not at all, and trees of them. */
package vfnet.install.files;
