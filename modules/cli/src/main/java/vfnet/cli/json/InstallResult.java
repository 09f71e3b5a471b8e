// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.util.Optional;

/**
 * How an installation or its end came out, as the document says it.
 *
 * @param word planned, unchanged, done, failed
 * @param error why it did not come to its end
 */
public record InstallResult(String word, Optional<String> error) {

    public static InstallResult of(String word) {
        return new InstallResult(word, Optional.empty());
    }

    public InstallResult because(String words) {
        return new InstallResult(word, Optional.of(words));
    }
}
