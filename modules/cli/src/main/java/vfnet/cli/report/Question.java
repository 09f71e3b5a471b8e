// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

/** Takes what it needs of one host after the other, and keeps no document: there may be thousands. */
interface Question {

    void take(HostDocument host);

    ReportTable table();
}
