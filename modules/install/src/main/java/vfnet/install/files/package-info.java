// SPDX-License-Identifier: LGPL-3.0-or-later
/** Files that are written as a whole, and trees of them. */
package vfnet.install.files;
