package vfnet.apply;

import java.util.List;

/** VF numbers for people. */
public final class Indices {
    private Indices() {}

    /**
     * {@return {@code VF 3}, {@code VFs 0-3,6}}
     *
     * @param indices rising
     */
    public static String words(List<Integer> indices) {
        StringBuilder words = new StringBuilder(indices.size() == 1 ? "VF " : "VFs ");
        for (int i = 0; i < indices.size(); i++) {
            int first = i;
            while (i + 1 < indices.size() && indices.get(i + 1) == indices.get(i) + 1) {
                i++;
            }
            words.append(first == 0 ? "" : ",").append(indices.get(first));
            if (i > first) {
                words.append('-').append(indices.get(i));
            }
        }
        return words.toString();
    }
}
