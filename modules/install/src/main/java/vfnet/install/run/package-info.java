// SPDX-License-Identifier: LGPL-3.0-or-later
/** Executes such a plan. */
package vfnet.install.run;
