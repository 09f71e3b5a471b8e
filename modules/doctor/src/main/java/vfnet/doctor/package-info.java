// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * Findings: why VFs cannot be created, cannot be passed to a VM, or will not survive a reboot. Each check is a function
 * of the facts that discovery has read. What could not be seen is reported as not checked, never as a fault.
 */
package vfnet.doctor;
