// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Splits a line at any white space, without regular expressions, since boot and set start with this. */
final class Words {
    private Words() {}

    static List<String> of(String text) {
        return take(new StringTokenizer(text), Integer.MAX_VALUE);
    }

    /** At most this many; the last one is the rest of the line. */
    static List<String> of(String text, int most) {
        StringTokenizer tokens = new StringTokenizer(text);
        List<String> words = take(tokens, most - 1);
        if (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken("").strip());
        }
        return words;
    }

    private static List<String> take(StringTokenizer tokens, int most) {
        List<String> words = new ArrayList<>();
        while (words.size() < most && tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }
}
