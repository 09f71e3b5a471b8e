// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash that identifies the content of a file. */
public final class Sha256 {
    private static final int BUFFER = 1 << 16;

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static String of(Path file) throws IOException {
        Sha256 hash = new Sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.add(buffer, read);
            }
        }
        return hash.hexadecimal();
    }

    public static String of(String text) {
        Sha256 hash = new Sha256();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.add(bytes, bytes.length);
        return hash.hexadecimal();
    }

    void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    String hexadecimal() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
