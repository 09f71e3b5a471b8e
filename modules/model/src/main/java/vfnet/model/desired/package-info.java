// SPDX-License-Identifier: LGPL-3.0-or-later
/** How ports and VFs are to be: the saved configuration, and what a plan brings about. */
package vfnet.model.desired;
