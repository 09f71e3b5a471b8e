package vfnet.cli;

import java.util.List;
import java.util.Optional;
import vfnet.model.Inventory;

/**
 * How {@code vfnet set} ended, for its document.
 *
 * @param word       unchanged, planned, done, refused, rolled_back, left or blocked
 * @param reason     why, where it is not done
 * @param state      what is there now, where that is neither as before nor as wanted
 * @param unverified what could not be read back
 * @param after      the machine at the end; empty where nothing was touched
 */
record SetResult(String word, Optional<String> reason, Optional<String> state, List<String> unverified,
                 Optional<Inventory> after) {

    static SetResult of(String word) {
        return new SetResult(word, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    SetResult because(String why) {
        return new SetResult(word, Optional.of(why), state, unverified, after);
    }

    SetResult inState(String words) {
        return new SetResult(word, reason, Optional.of(words), unverified, after);
    }

    SetResult unverified(List<String> lines) {
        return new SetResult(word, reason, state, lines, after);
    }

    SetResult with(Inventory inventory) {
        return new SetResult(word, reason, state, unverified, Optional.of(inventory));
    }
}
