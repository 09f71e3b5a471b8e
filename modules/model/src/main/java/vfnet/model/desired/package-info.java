// SPDX-License-Identifier: LGPL-3.0-or-later
/** The desired state of ports and VFs: the saved configuration, and what a plan brings about. */
package vfnet.model.desired;
