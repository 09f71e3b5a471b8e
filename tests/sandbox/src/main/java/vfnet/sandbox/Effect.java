// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.time.Duration;
import java.util.Optional;
import vfnet.model.Errno;

/** The effect of a fault on the operation that it hits. */
public sealed interface Effect {

    /** It fails with this error and changes nothing. */
    record Refuse(Errno errno) implements Effect {}

    /** It succeeds and changes nothing, as with some drivers. */
    record Ignore() implements Effect {}

    /** So many VFs fewer than requested are created, and it succeeds (drivers/pci/iov.c). */
    record Fewer(int missing) implements Effect {}

    /** It never returns and keeps its lock. */
    record Hang() implements Effect {}

    /** The resulting interfaces appear with this delay. */
    record Late(Duration by) implements Effect {}

    /** The resulting interfaces never appear. */
    record Never() implements Effect {}

    /** The PF does not answer the VF's driver in time, which takes a random address (igbvf_probe). */
    record NoAnswer() implements Effect {}

    /** It answers after the driver has taken a random address: the address is right, and counts as random. */
    record LateAnswer() implements Effect {}

    /** The number is accepted, and the VFs appear with this delay, as hot-plug events (arch/s390/pci/pci_iov.c). */
    record LateVfs(Duration by) implements Effect {}

    /** The card's switch leaves switchdev mode with the last VF, as on older kernels (mlx5_eswitch_disable). */
    record LoseMode() implements Effect {}

    /** Right before or after it, another process sets another number of VFs of this PF. */
    record Another(String pf, int count, boolean before) implements Effect {}

    /** It is done, then the power fails: {@link PowerCut} is thrown, and nothing works until a reboot. */
    record CutPower() implements Effect {}

    /** @return empty when the text is not an effect */
    static Optional<Effect> parse(String words) {
        String[] parts = words.split(" ");
        Optional<Integer> number = parts.length == 2 && parts[1].matches("\\d{1,9}")
                ? Optional.of(Integer.parseInt(parts[1]))
                : Optional.empty();
        return switch (parts[0]) {
            case "ignore" -> Optional.of(new Ignore());
            case "fewer" -> Optional.of(new Fewer(number.orElse(1)));
            case "hang" -> Optional.of(new Hang());
            case "late" -> number.map(milliseconds -> new Late(Duration.ofMillis(milliseconds)));
            case "late-vfs" -> number.map(milliseconds -> new LateVfs(Duration.ofMillis(milliseconds)));
            case "another", "another-before" ->
                parts.length == 3 && parts[2].matches("\\d{1,5}")
                        ? Optional.of(new Another(parts[1], Integer.parseInt(parts[2]), parts[0].endsWith("before")))
                        : Optional.empty();
            case "never" -> Optional.of(new Never());
            case "lose-mode" -> Optional.of(new LoseMode());
            case "no-answer" -> Optional.of(new NoAnswer());
            case "late-answer" -> Optional.of(new LateAnswer());
            case "power-cut" -> Optional.of(new CutPower());
            default -> Errno.named(parts[0]).map(Refuse::new);
        };
    }

    /** The text that {@link #parse} reads. */
    default String describe() {
        return switch (this) {
            case Refuse(Errno errno) -> errno.name();
            case Ignore() -> "ignore";
            case Fewer(int missing) -> "fewer " + missing;
            case Hang() -> "hang";
            case Late(Duration by) -> "late " + by.toMillis();
            case LateVfs(Duration by) -> "late-vfs " + by.toMillis();
            case Another(String pf, int count, boolean before) ->
                "another" + (before ? "-before " : " ") + pf + " " + count;
            case Never() -> "never";
            case LoseMode() -> "lose-mode";
            case NoAnswer() -> "no-answer";
            case LateAnswer() -> "late-answer";
            case CutPower() -> "power-cut";
        };
    }
}
