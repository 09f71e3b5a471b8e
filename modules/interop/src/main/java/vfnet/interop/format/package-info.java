// SPDX-License-Identifier: LGPL-3.0-or-later
/** What the formats have in common: names, patterns, and what a format cannot express. */
package vfnet.interop.format;
