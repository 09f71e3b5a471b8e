package vfnet.cli.syntax;

/** The version of this vfnet; a test holds it against the POM. */
public final class Version {
    public static final String TEXT = "0.2.0";

    /** What {@code vfnet --version} prints. */
    public static final String LINE = "vfnet " + TEXT + "\n";

    private Version() {}
}
