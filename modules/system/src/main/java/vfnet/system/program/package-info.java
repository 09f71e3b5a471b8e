// SPDX-License-Identifier: LGPL-3.0-or-later
/** Programs of the host, started with a time to answer. */
package vfnet.system.program;
