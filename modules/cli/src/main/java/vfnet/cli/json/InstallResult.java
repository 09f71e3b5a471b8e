// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.util.Optional;

/**
 * The result of an installation or its removal, for the document.
 *
 * @param word planned, unchanged, done, failed
 * @param error why it failed
 */
public record InstallResult(String word, Optional<String> error) {

    public static InstallResult of(String word) {
        return new InstallResult(word, Optional.empty());
    }

    public InstallResult because(String words) {
        return new InstallResult(word, Optional.of(words));
    }
}
