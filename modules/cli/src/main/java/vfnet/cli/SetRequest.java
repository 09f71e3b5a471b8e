package vfnet.cli;

import java.time.Duration;
import java.util.Optional;
import vfnet.model.VfDriver;

/**
 * What {@code vfnet set} is asked for.
 *
 * @param port     the port, as the person calls it
 * @param count    the number of VFs, 0 to 65535
 * @param driver   what shall drive them all; empty to leave each as it is
 * @param patience how long one step may take
 */
record SetRequest(String port, int count, Optional<VfDriver> driver, Duration patience) {
    /** sriov_numvfs is a u16 (drivers/pci/iov.c). */
    private static final int MOST = 65535;
    private static final int DEFAULT_SECONDS = 180;
    private static final int MOST_SECONDS = 3600;

    /** @throws CommandFailure when a word is not what stands in its place */
    static SetRequest of(Invocation invocation) throws CommandFailure {
        String count = invocation.parameters().get(1);
        return new SetRequest(invocation.parameters().getFirst(),
                number(count, 0, MOST, "'" + count + "' is not a number of VFs"), driver(invocation),
                patience(invocation));
    }

    /** What shall drive VFs; empty to leave each as it is. */
    static Optional<VfDriver> driver(Invocation invocation) throws CommandFailure {
        Optional<String> word = invocation.value(Commands.DRIVER);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(switch (word.get()) {
            case "auto" -> new VfDriver.Auto();
            case "none" -> new VfDriver.None();
            case "vfio-pci" -> VfDriver.VFIO_PCI;
            default -> throw new CommandFailure(ExitCode.USAGE, "--driver " + word.get()
                    + ": it is auto, vfio-pci or none");
        });
    }

    /** How long one step may take. */
    static Duration patience(Invocation invocation) throws CommandFailure {
        return seconds(invocation, Commands.TIMEOUT, 1, MOST_SECONDS, DEFAULT_SECONDS);
    }

    /**
     * The seconds that an option gives.
     *
     * @param otherwise where the option was not given
     * @throws CommandFailure when it is no number of this range
     */
    static Duration seconds(Invocation invocation, Syntax.Option option, int least, int most, int otherwise)
            throws CommandFailure {
        Optional<String> word = invocation.value(option);
        return Duration.ofSeconds(word.isEmpty() ? otherwise
                : number(word.get(), least, most, option.key() + " " + word.get() + " is not a number of seconds"));
    }

    /** The same, of a word. */
    static Duration seconds(String word, String wrong, int least, int most) throws CommandFailure {
        return Duration.ofSeconds(number(word, least, most, wrong));
    }

    private static int number(String word, int least, int most, String wrong) throws CommandFailure {
        try {
            int number = Integer.parseInt(word);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new CommandFailure(ExitCode.USAGE, wrong + "; it must be " + least + " to " + most);
    }
}
