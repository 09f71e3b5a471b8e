package vfnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.model.SavedPort;
import vfnet.persistence.Difference;

/**
 * What becomes of one entry of the saved configuration.
 *
 * @param before what was saved; empty for a new entry
 * @param after  what will be; empty for one that is forgotten
 */
record PersistChange(Optional<SavedPort> before, Optional<SavedPort> after) {

    /** added, removed, changed or unchanged. */
    String word() {
        if (before.isEmpty()) {
            return "added";
        }
        return after.isEmpty() ? "removed" : differences().isEmpty() ? "unchanged" : "changed";
    }

    /** The entry as it will be, or was. */
    SavedPort port() {
        return after.or(() -> before).orElseThrow();
    }

    /** In what the entry changes; everything that a new one says, for nothing stood there, not even a zero. */
    List<Difference> differences() {
        if (after.isEmpty() || before.isPresent()) {
            return after.isEmpty() ? List.of() : Difference.between(before.get(), after.get());
        }
        return Difference.between(nothing(), after.get()).stream().map(difference ->
                new Difference(difference.vf(), difference.field(), Optional.empty(), difference.to())).toList();
    }

    private static SavedPort nothing() {
        return new SavedPort(Optional.empty(), Optional.empty(), 0, Optional.empty(), 0, new TreeMap<>());
    }

    /** As diff shows it: {@code +} for new, {@code -} for gone, {@code ~} for other. */
    String words() {
        String count = PortWords.count(port().count());
        return switch (word()) {
            case "added" -> "+ " + port().title() + ": " + count + "\n" + added();
            case "removed" -> "- " + port().title() + ": " + count + ", forgotten\n";
            case "changed" -> "~ " + port().title() + ": " + count + "\n" + changed();
            default -> "  " + port().title() + ": " + count + ", already saved\n";
        };
    }

    /** A VF a line, where something is said of it. */
    private String added() {
        StringBuilder text = new StringBuilder();
        for (int index : port().vfs().keySet()) {
            List<String> fields = new ArrayList<>();
            for (Difference difference : differences()) {
                if (difference.vf().equals(Optional.of(index))) {
                    fields.add(difference.field() + " " + difference.to().orElse(""));
                }
            }
            if (!fields.isEmpty()) {
                text.append("+   VF ").append(index).append("  ").append(String.join(", ", fields)).append('\n');
            }
        }
        return text.toString();
    }

    private String changed() {
        StringBuilder text = new StringBuilder();
        differences().forEach(difference -> text.append("~   ").append(difference.words()).append('\n'));
        return text.toString();
    }
}
