// SPDX-License-Identifier: LGPL-3.0-or-later
/** netplan's YAML. */
package vfnet.interop.netplan;
