// SPDX-License-Identifier: LGPL-3.0-or-later
/** Programs of the host: how they are found and started, and how long vfnet waits for an answer. */
package vfnet.system.program;
