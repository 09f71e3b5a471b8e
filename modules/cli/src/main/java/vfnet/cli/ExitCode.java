package vfnet.cli;

import vfnet.apply.Refusal;

/** What the process's exit status means. */
public enum ExitCode {
    /** Done; for a listing also where some attribute could not be read, which a warning names. */
    DONE(0, "done"),
    /** It could not be done; all changes were rolled back. */
    FAILED(1, "failed; one line on stderr says what"),
    /** The command line is wrong. */
    USAGE(2, "wrong usage: an unknown option, column, port or command, or an impossible number"),
    /** Some of it was done, or not everything could be verified. */
    PARTLY(3, "partially completed, or not fully verified; stderr says what is missing"),
    /** The kernel does not permit this user to do it. */
    NOT_PERMITTED(4, "not permitted; nothing was changed"),
    /** Somebody uses what would be removed. */
    IN_USE(5, "refused, because somebody uses what would be removed; nothing was changed"),
    /** The live state differs from the saved configuration; for monitoring and for dry runs of tools that manage many hosts. */
    WOULD_CHANGE(6, "drift detected (apply --dry-run, diff --check)");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** {@return what a command that plans nothing because of it exits with} */
    static ExitCode of(Refusal refusal) {
        return switch (refusal.reason()) {
            case WRONG_WANT -> USAGE;
            case CANNOT -> FAILED;
            case IN_USE, CARD_IN_USE -> IN_USE;
        };
    }

    /** {@return the exit status, 0 to 255} */
    public int status() {
        return status;
    }

    /** {@return what it means, for help and documentation} */
    public String meaning() {
        return meaning;
    }
}
