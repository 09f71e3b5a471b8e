// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Outcome;

/** Hosts that Ansible manages: each a simulated host, all on this computer. */
final class Fleet {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();
    /** ansible-core itself has no report that a program can read. */
    private static final Path CALLBACKS = CHECKOUT.resolve("tests/suite/src/test/resources/vfnet/conventions/ansible");

    private final Path folder;
    private final Map<String, String> environment;

    /** @param hosts by name, the machine and the variables of the host, as YAML */
    Fleet(Path folder, Map<String, List<String>> hosts) throws IOException {
        this(folder, hosts, "vfnet");
    }

    /** The same with the role of this name; Ansible looks for collections in a folder of the same name there. */
    Fleet(Path folder, Map<String, List<String>> hosts, String role) throws IOException {
        this.folder = folder;
        environment = environment(folder);
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path command =
                Files.writeString(bin.resolve("vfnet"), "#!/bin/sh\nexec " + CHECKOUT + "/scripts/sandbox \"$@\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        StringBuilder inventory = new StringBuilder("virtualisation:\n  vars:\n    ansible_connection: local\n"
                + "    ansible_python_interpreter: /usr/bin/python3\n    vfnet_command: [" + command + "]\n"
                + "    vfnet_config: \"" + folder + "/{{ inventory_hostname }}/etc/vfnet/config.json\"\n"
                + "    vfnet_facts: \"" + folder + "/facts-{{ inventory_hostname }}\"\n  hosts:\n");
        hosts.forEach((name, machineAndVariables) -> {
            inventory
                    .append("    ")
                    .append(name)
                    .append(": {")
                    .append(machineAndVariables.get(1))
                    .append("}\n");
            vfnet(name, "--machine " + machineAndVariables.get(0) + " list");
        });
        Files.writeString(folder.resolve("hosts.yml"), inventory);
        play(folder, bin, role);
    }

    private static Map<String, String> environment(Path folder) {
        return Map.ofEntries(
                Map.entry("VFNET_BUILT", "1"),
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry(
                        "ANSIBLE_ROLES_PATH",
                        CHECKOUT.resolve("scripts/ansible/roles").toString()),
                Map.entry(
                        "ANSIBLE_COLLECTIONS_PATHS",
                        folder.resolve("collections").toString()),
                Map.entry(
                        "ANSIBLE_COLLECTIONS_PATH",
                        folder.resolve("collections").toString()),
                Map.entry("ANSIBLE_PIPELINING", "true"),
                Map.entry("ANSIBLE_STDOUT_CALLBACK", "report"),
                Map.entry("ANSIBLE_CALLBACK_PLUGINS", CALLBACKS.toString()),
                Map.entry("ANSIBLE_LOCAL_TEMP", folder.resolve("temporary").toString()),
                Map.entry("ANSIBLE_REMOTE_TEMP", folder.resolve("remote").toString()),
                Map.entry("ANSIBLE_RETRY_FILES_ENABLED", "false"));
    }

    private static void play(Path folder, Path bin, String role) throws IOException {
        Files.writeString(
                folder.resolve("play.yml"),
                "- hosts: virtualisation\n  gather_facts: false\n"
                        + "  environment: {VFNET_SANDBOX: \"" + folder + "/{{ inventory_hostname }}\", PATH: \"" + bin
                        + ":{{ lookup('env', 'PATH') }}\"}\n  roles: [" + role + "]\n  post_tasks:\n"
                        + "    - ansible.builtin.setup: {gather_subset: ['!all', '!min', local], filter: "
                        + "[ansible_local], fact_path: '{{ vfnet_facts }}'}\n"
                        + "      tags: [never, facts]\n");
    }

    /** A command that is typed on that host. */
    Outcome vfnet(String host, String words) {
        return Image.run(
                environment, "sh", "-c", "VFNET_SANDBOX=\"" + folder.resolve(host) + "\" scripts/sandbox " + words);
    }

    /** The saved configuration of a host. */
    Path configuration(String host) {
        return folder.resolve(host).resolve("etc/vfnet/config.json");
    }

    /** What Ansible did, in JSON. */
    Run play(String options) {
        Outcome outcome = Image.run(
                environment, "sh", "-c", "cd \"" + folder + "\" && ansible-playbook -i hosts.yml play.yml " + options);
        assertTrue(outcome.out().startsWith("{"), outcome.toString());
        return new Run(outcome.status(), JSON.readTree(outcome.out()));
    }

    /**
     * A run of the play.
     *
     * @param status Ansible's exit status
     * @param document its report
     */
    record Run(int status, JsonNode document) {

        int count(String host, String what) {
            return document.path("stats").path(host).path(what).asInt();
        }

        /** A task's result for a host. */
        JsonNode result(String task, String host) {
            for (JsonNode candidate : document.path("tasks")) {
                if (candidate.path("name").asString().endsWith(task)
                        && candidate.path("hosts").has(host)) {
                    return candidate.path("hosts").path(host);
                }
            }
            throw new AssertionError("no task " + task + " on " + host + " in " + document.toPrettyString());
        }

        boolean hasChanged(String task, String host) {
            return result(task, host).path("changed").asBoolean();
        }

        void assertNothingChanged(String host) {
            assertEquals(0, count(host, "changed") + count(host, "failures"), document::toPrettyString);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
