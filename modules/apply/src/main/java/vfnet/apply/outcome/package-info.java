// SPDX-License-Identifier: LGPL-3.0-or-later
/** The result of a plan, and its progress. */
package vfnet.apply.outcome;
