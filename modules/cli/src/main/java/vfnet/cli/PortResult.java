package vfnet.cli;

import java.util.List;
import java.util.Optional;
import vfnet.model.Inventory;

/**
 * How it ended with a port, for the document.
 *
 * @param word       unchanged, planned, done, refused, rolled_back, left or blocked
 * @param reason     why, where it is not done
 * @param state      what is there now, where that is neither as before nor as wanted
 * @param unverified what could not be read back
 * @param after      the machine at the end; empty where nothing was touched
 */
record PortResult(String word, Optional<String> reason, Optional<String> state, List<String> unverified,
                 Optional<Inventory> after) {

    static PortResult of(String word) {
        return new PortResult(word, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    /** Whether the machine is another than before. */
    boolean hasChanged() {
        return List.of("done", "left", "blocked").contains(word);
    }

    PortResult because(String why) {
        return new PortResult(word, Optional.of(why), state, unverified, after);
    }

    PortResult inState(String words) {
        return new PortResult(word, reason, Optional.of(words), unverified, after);
    }

    PortResult unverified(List<String> lines) {
        return new PortResult(word, reason, state, lines, after);
    }

    PortResult with(Inventory inventory) {
        return new PortResult(word, reason, state, unverified, Optional.of(inventory));
    }
}
