package vfnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;
import vfnet.persistence.Difference;

/** What is saved, as facts in the configuration's own words: in what it differs from saying nothing. */
final class SavedFacts {
    private SavedFacts() {}

    /** What is said of a VF; empty where nothing is. */
    static List<Difference> of(SavedVf vf) {
        TreeMap<Integer, SavedVf> said = new TreeMap<>();
        said.put(vf.index(), vf);
        return Difference.between(port(vf.index() + 1, new TreeMap<>()), port(vf.index() + 1, said));
    }

    private static SavedPort port(int count, TreeMap<Integer, SavedVf> vfs) {
        return new SavedPort(Optional.empty(), Optional.empty(), 0, Optional.empty(), count, vfs);
    }

    /** {@code mac_address 02:00:00:00:00:01, trust on}. */
    static String words(SavedVf vf) {
        List<String> words = new ArrayList<>();
        of(vf).forEach(fact -> words.add(fact.field() + " " + fact.to().orElse(Cells.NONE)));
        return words.isEmpty() ? "nothing but its number" : String.join(", ", words);
    }
}
