// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

/**
 * What shows it.
 *
 * @param where a file or command of the machine
 * @param value what stands there
 */
public record Evidence(String where, String value) {}
