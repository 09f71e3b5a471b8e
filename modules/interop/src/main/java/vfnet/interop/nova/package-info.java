// SPDX-License-Identifier: LGPL-3.0-or-later
/** OpenStack's compute service. */
package vfnet.interop.nova;
