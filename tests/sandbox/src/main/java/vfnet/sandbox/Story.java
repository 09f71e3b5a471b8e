package vfnet.sandbox;

import java.util.List;

/**
 * What the sandbox plays to a newcomer, scene by scene.
 *
 * @param machine the machine that it plays on
 * @param scenes  what is done to it, in order
 */
record Story(String machine, List<Scene> scenes) {

    /**
     * One command.
     *
     * @param remark  what happens, for who watches; empty where the command says enough
     * @param command the words after {@code scripts/sandbox}
     * @param status  the exit status that belongs there
     */
    record Scene(String remark, List<String> command, int status) {}

    /** A day with vfnet, and the next one. */
    static final Story WHOLE = new Story("x550", List.of(
            new Scene("A host with two ports; the first has three VFs.", List.of("list"), 0),
            new Scene("", List.of("set", "enp1s0f1", "4"), 0),
            new Scene("Saved, the VFs outlive a restart of the machine.", List.of("persist"), 0),
            new Scene("", List.of("list"), 0),
            new Scene("", List.of("reboot"), 0),
            new Scene("", List.of("list"), 0),
            new Scene("A VM takes VF 2 of enp1s0f1.", List.of("attach", "enp1s0f1", "2", "router"), 0),
            new Scene("", List.of("set", "enp1s0f1", "6"), 5),
            new Scene("Nothing has changed for the VM.", List.of("list"), 0)));
}
