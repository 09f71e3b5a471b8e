package vfnet.persistence;

/**
 * Something wrong in the saved configuration.
 *
 * @param place where in the file: {@code line 12 (/ports/1/vf_count)}
 * @param what  what is wrong there and what is allowed
 */
public record Flaw(String place, String what) {

    @Override
    public String toString() {
        return place + ": " + what;
    }
}
