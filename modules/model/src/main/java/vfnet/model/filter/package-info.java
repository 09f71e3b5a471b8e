// SPDX-License-Identifier: LGPL-3.0-or-later
/** The unicast filters of ports, compared with the bridges over them. */
package vfnet.model.filter;
