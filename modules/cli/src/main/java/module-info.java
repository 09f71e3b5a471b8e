// SPDX-License-Identifier: LGPL-3.0-or-later
/** The command line and the terminal: commands, tables, JSON documents and exit statuses. */
module vfnet.cli {
    requires transitive vfnet.model;
    requires transitive vfnet.system;
    requires transitive vfnet.operations;
    requires transitive vfnet.apply;
    requires transitive vfnet.install;
    requires vfnet.discovery;
    requires vfnet.machine;
    requires vfnet.mac;
    requires vfnet.persistence;
    requires vfnet.interop;
    requires vfnet.doctor;
    requires info.picocli;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires ascii.table;
    requires org.jline.terminal;
    // Loaded by name: it asks the C library for the terminal's size, without a program that PATH could replace.
    requires org.jline.terminal.ffm;

    exports vfnet.cli;
    exports vfnet.cli.host;
}
