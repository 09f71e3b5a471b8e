// SPDX-License-Identifier: LGPL-3.0-or-later
/** What came of a plan, and how it is told while it runs. */
package vfnet.apply.outcome;
