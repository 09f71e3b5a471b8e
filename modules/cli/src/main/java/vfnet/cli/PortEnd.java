package vfnet.cli;

/**
 * How it ended with one port.
 *
 * @param code     the exit code that it stands for
 * @param document what was planned
 * @param result   what came of it
 */
record PortEnd(ExitCode code, PortDocument document, PortResult result) {}
