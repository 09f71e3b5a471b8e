// SPDX-License-Identifier: LGPL-3.0-or-later
/** driverctl's overrides. */
package vfnet.interop.driverctl;
