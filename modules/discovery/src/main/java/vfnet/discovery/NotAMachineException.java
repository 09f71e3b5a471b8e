package vfnet.discovery;

/** The folder that was given as a machine's root is none. */
public final class NotAMachineException extends Exception {
    private static final long serialVersionUID = 1;

    NotAMachineException(String message) {
        super(message);
    }
}
