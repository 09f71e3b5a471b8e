// SPDX-License-Identifier: LGPL-3.0-or-later
/** unRAID's files for VFs. */
package vfnet.interop.unraid;
