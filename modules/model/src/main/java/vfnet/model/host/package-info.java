// SPDX-License-Identifier: LGPL-3.0-or-later
/** What a machine has beside its cards that bears on VFs: modules, drivers, firmware, other tools. */
package vfnet.model.host;
