package vfnet.cli;

/** The version of this vfnet; a test holds it against the POM. */
final class Version {
    static final String TEXT = "0.2.0";

    /** What {@code vfnet --version} prints. */
    static final String LINE = "vfnet " + TEXT + "\n";

    private Version() {}
}
