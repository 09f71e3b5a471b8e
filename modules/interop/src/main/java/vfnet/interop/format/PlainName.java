// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.format;

import java.util.Optional;
import vfnet.model.InterfaceName;

/** Interface names of letters, digits and {@code - _ . @ +}: in none of the formats do these have a special meaning. */
public final class PlainName {
    private PlainName() {}

    /** Empty when it is not an interface's name, or a pattern for several. */
    public static Optional<InterfaceName> parse(String text) {
        return InterfaceName.parse(text).filter(PlainName::isPlain);
    }

    public static boolean isPlain(InterfaceName name) {
        for (int i = 0; i < name.text().length(); i++) {
            char c = name.text().charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "-_.@+".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
