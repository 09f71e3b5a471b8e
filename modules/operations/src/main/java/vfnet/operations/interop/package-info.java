// SPDX-License-Identifier: LGPL-3.0-or-later
/** Other tools' files on this host, and the ports as those tools know them. */
package vfnet.operations.interop;
