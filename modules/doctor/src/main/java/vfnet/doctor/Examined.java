package vfnet.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one check gave: findings, and what it saw or could not see. */
final class Examined {
    private final List<Finding> findings = new ArrayList<>();
    private Optional<String> seen = Optional.empty();
    private Optional<String> unseen = Optional.empty();

    static Examined seen(String what) {
        Examined examined = new Examined();
        examined.seen = Optional.of(what);
        return examined;
    }

    static Examined unseen(String why) {
        return new Examined().and(why);
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    Examined with(Finding finding) {
        add(finding);
        return this;
    }

    /** What was seen, said at the end of a look. */
    Examined saw(String what) {
        seen = Optional.of(what);
        return this;
    }

    /** Something could not be seen; the first reason stays. */
    Examined and(String why) {
        unseen = unseen.or(() -> Optional.of(why));
        return this;
    }

    List<Finding> findings() {
        return findings;
    }

    Looked looked(String at) {
        return new Looked(at, seen, unseen);
    }
}
