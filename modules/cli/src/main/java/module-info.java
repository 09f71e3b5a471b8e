/** Commands, tables, JSON documents and exit codes: the one place that composes the others. */
module vfnet.cli {
    requires transitive vfnet.model;
    requires transitive vfnet.apply;
    requires transitive vfnet.install;
    requires vfnet.discovery;
    requires vfnet.machine;
    requires vfnet.mac;
    requires vfnet.persistence;
    requires vfnet.exchange;
    requires vfnet.doctor;
    requires info.picocli;
    requires com.fasterxml.jackson.core;
    requires ascii.table;

    exports vfnet.cli;
}
