// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.util.Optional;

/**
 * An SSH connection, from the server's side.
 *
 * @param peer the address that it comes from
 * @param localAddress its address on this host
 */
public record SshConnection(String peer, String localAddress) {

    /** Reads {@code PEER PORT LOCAL PORT}, as sshd puts it into SSH_CONNECTION; empty when it is not of that form. */
    static Optional<SshConnection> parse(String text) {
        String[] words = text.split(" ");
        return words.length == 4 ? Optional.of(new SshConnection(words[0], words[2])) : Optional.empty();
    }
}
