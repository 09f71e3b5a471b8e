// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * The domain types: addresses, functions, ports, settings and holders. They parse at the edge, print canonically, and
 * hold valid values only.
 */
package vfnet.model;
