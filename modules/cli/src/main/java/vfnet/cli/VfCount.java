package vfnet.cli;

/** Reads N, the number of VFs, from a command line. */
final class VfCount {
    /** Any number of more digits is above every maximum, and would not fit an int. */
    private static final int MOST_DIGITS = 9;

    private VfCount() {}

    /**
     * The number that {@code text} is.
     *
     * @param least the smallest that the command takes, 0 or 1
     * @param most  how many VFs the port can make
     * @param row   the port, for the words
     * @throws CommandFailure when it is no decimal number, or outside the range
     */
    static int parse(String text, int least, int most, PfRow row) throws CommandFailure {
        int number = isNumber(text) && text.length() <= MOST_DIGITS ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new CommandFailure(ExitCode.USAGE, "N is '" + text + "', but for " + row.title() + " it must be "
                    + (least == most ? String.valueOf(most) : "a number from " + least + " to " + most));
        }
        return number;
    }

    /** ASCII digits alone: {@link Integer#parseInt} takes those of all scripts, and signs. */
    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
