// SPDX-License-Identifier: LGPL-3.0-or-later
/** The .link and .network files of systemd. */
package vfnet.interop.link;
