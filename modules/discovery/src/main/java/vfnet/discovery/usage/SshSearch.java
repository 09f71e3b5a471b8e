// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.ProcessReader;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.system.Sysroot;

/** Finds the SSH connection of the caller. sudo hides it; the shell that called sudo still has it. */
public final class SshSearch {
    private static final String VARIABLE = "SSH_CONNECTION";
    private static final String PARENT = "PPid:";
    /** More than the ancestors of any process: the bound is for a /proc with a loop. */
    private static final int MAX_ANCESTORS = 64;

    private final Path processes;
    private final AttributeReader attributes;
    private final ProcessReader reader;

    public SshSearch(Sysroot sysroot, AttributeReader attributes) {
        this.processes = sysroot.processes();
        this.attributes = attributes;
        reader = new ProcessReader(attributes);
    }

    /** Absent when the caller is not connected over SSH; unreadable when an ancestor may not be read. */
    public Reading<SshConnection> find(Map<String, String> environment) {
        Optional<SshConnection> own =
                Optional.ofNullable(environment.get(VARIABLE)).flatMap(SshConnection::parse);
        return own.isPresent() ? Reading.of(own.get()) : ofAncestors();
    }

    private Reading<SshConnection> ofAncestors() {
        Optional<Problem> unseen = Optional.empty();
        Optional<String> process =
                attributes.linkedName(processes.resolve("self")).value();
        for (int i = 0; i < MAX_ANCESTORS && process.isPresent(); i++) {
            process = parent(processes.resolve(process.get()));
            Reading<SshConnection> found = process.map(
                            pid -> in(processes.resolve(pid).resolve("environ")))
                    .orElseGet(Reading::absent);
            if (found instanceof Reading.Value<SshConnection>) {
                return found;
            }
            unseen = unseen.isPresent() ? unseen : found.problem();
        }
        if (unseen.isEmpty()) {
            return Reading.absent();
        }
        return Reading.unreadable(new Problem(
                unseen.get().where(),
                "cannot be read, so whether you work over SSH through this host's ports is unknown; run as root"));
    }

    /** Empty for the first process, whose parent is 0. */
    private Optional<String> parent(Path process) {
        String status = reader.raw(process.resolve("status")).value().orElse("");
        for (String line : status.split("\n")) {
            if (line.startsWith(PARENT)) {
                return Optional.of(line.substring(PARENT.length()).strip()).filter(pid -> !pid.equals("0"));
            }
        }
        return Optional.empty();
    }

    private Reading<SshConnection> in(Path environment) {
        return reader.words(environment)
                .flatMap(variables -> variables.stream()
                        .filter(variable -> variable.startsWith(VARIABLE + "="))
                        .findFirst()
                        .flatMap(variable -> SshConnection.parse(variable.substring(VARIABLE.length() + 1)))
                        .map(Reading::of)
                        .orElseGet(Reading::absent));
    }
}
