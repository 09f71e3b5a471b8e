// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.List;

/**
 * The scripted demo of the sandbox, scene by scene.
 *
 * @param machine the machine that it runs on
 * @param scenes its commands, in order
 */
record Story(String machine, List<Scene> scenes) {

    /**
     * One command.
     *
     * @param remark what happens, for the viewer; empty where the command says enough
     * @param command the words after {@code scripts/sandbox}
     * @param status its exit status
     */
    record Scene(String remark, List<String> command, int status) {}

    private static final String PORT = "enp1s0f1";

    /** A day with vfnet, and the next one. */
    static final Story WHOLE = new Story(
            "x550",
            List.of(
                    new Scene("A host with two ports that can create VFs.", List.of("list"), 0),
                    new Scene("", List.of("set", PORT, "4"), 0),
                    new Scene("Saved, the VFs outlive a restart of the machine.", List.of("persist"), 0),
                    new Scene("", List.of("list"), 0),
                    new Scene("", List.of("reboot"), 0),
                    new Scene("", List.of("list"), 0),
                    new Scene("A VM takes VF 2 of " + PORT + ".", List.of("attach", PORT, "2", "router"), 0),
                    new Scene("", List.of("set", PORT, "6"), 5),
                    new Scene("Nothing has changed for the VM.", List.of("list"), 0)));

    /** The same on another machine, one of whose ports has no VFs, supports six and takes the part of this one's. */
    Story on(String otherMachine, String port) {
        return new Story(
                otherMachine,
                scenes.stream()
                        .map(scene -> new Scene(
                                scene.remark().replace(PORT, port),
                                scene.command().stream()
                                        .map(word -> word.equals(PORT) ? port : word)
                                        .toList(),
                                scene.status()))
                        .toList());
    }
}
