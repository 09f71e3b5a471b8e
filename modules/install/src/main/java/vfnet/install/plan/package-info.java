// SPDX-License-Identifier: LGPL-3.0-or-later
/** Compares what is to be installed or removed with what exists. */
package vfnet.install.plan;
