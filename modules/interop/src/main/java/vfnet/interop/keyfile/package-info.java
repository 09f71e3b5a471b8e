// SPDX-License-Identifier: LGPL-3.0-or-later
/** NetworkManager's connection profiles. */
package vfnet.interop.keyfile;
