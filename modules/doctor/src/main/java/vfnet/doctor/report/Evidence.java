// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

/**
 * The evidence of a finding.
 *
 * @param where a file or command of the machine
 * @param value its content
 */
public record Evidence(String where, String value) {}
