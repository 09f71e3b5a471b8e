// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * The unicast filter of a port: the steps that bring it in line with the bridges over the port, and their result. The
 * other packages are about VFs.
 */
package vfnet.apply.filter;
