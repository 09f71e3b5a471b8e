// SPDX-License-Identifier: LGPL-3.0-or-later
/** Requests, and the desired state of a port's VFs that follows from them. */
package vfnet.operations.desired;
