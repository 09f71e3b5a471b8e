// SPDX-License-Identifier: LGPL-3.0-or-later
/** Kubernetes: the device plugin, the DRA driver and the operator of its network plumbing group, and KubeVirt. */
package vfnet.interop.kubernetes;
