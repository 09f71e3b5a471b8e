package vfnet.cli;

import vfnet.apply.Refusal;

/** What the process's exit status means. */
public enum ExitCode {
    /** Done; for a listing also where some attribute could not be read, which a warning names. */
    DONE(0, "done"),
    /** It could not be done. */
    FAILED(1, "failed; one line on stderr says what"),
    /** The command line makes no sense here. */
    USAGE(2, "wrong usage: an unknown option, column, port or command, or an impossible number"),
    /** Some of it was done, or not all could be checked. */
    PARTLY(3, "partly done, or done and not wholly checked; stderr says what is missing"),
    /** The kernel lets this user do nothing of it. */
    NOT_PERMITTED(4, "not permitted; nothing was touched"),
    /** Somebody uses what would be taken away. */
    IN_USE(5, "refused, because somebody uses what would be taken away; nothing was touched"),
    /** For monitoring, and for a dry run of a tool that manages many hosts. */
    WOULD_CHANGE(6, "something is not as saved (apply --dry-run, diff --check)");

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
