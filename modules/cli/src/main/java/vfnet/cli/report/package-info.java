// SPDX-License-Identifier: LGPL-3.0-or-later
/** The report of many hosts: their documents, the questions that it answers, and how the answers are shown. */
package vfnet.cli.report;
