// SPDX-License-Identifier: LGPL-3.0-or-later
/** Who uses a function: one search for each kind of use. */
package vfnet.discovery.usage;
