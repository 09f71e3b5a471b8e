// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Names and values in a machine's text: any bytes, on one line. */
final class Escapes {
    private static final String NO_NEWLINE = "\\c";

    private Escapes() {}

    /** A file's content as a value: the newline at its end is implied, its absence is marked. */
    static String value(byte[] bytes) {
        boolean newline = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
        String text = escaped(bytes, newline ? bytes.length - 1 : bytes.length, false);
        return newline ? text : text + NO_NEWLINE;
    }

    static byte[] utf8(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A name, or a link's target: no space ends it, and no line of such a name is a comment or a section. */
    static String name(String name) {
        byte[] bytes = utf8(name);
        String escaped = escaped(bytes, bytes.length, true);
        return name.startsWith("#") || name.startsWith("[") ? hexadecimal(bytes[0]) + escaped.substring(1) : escaped;
    }

    /** A path in a section's title, where a space ends nothing. */
    static String path(String path) {
        byte[] bytes = utf8(path);
        return escaped(bytes, bytes.length, false);
    }

    static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            return false;
        }
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(byte[] bytes, int length, boolean spaces) {
        boolean text = isText(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b == '\\') {
                out.writeBytes(utf8("\\\\"));
            } else if (b == '\n') {
                out.writeBytes(utf8("\\n"));
            } else if (b == '\t') {
                out.writeBytes(utf8("\\t"));
            } else if (b < 0 && !text || b >= 0 && b < ' ' || b == 0x7f || b == ' ' && spaces) {
                out.writeBytes(utf8(hexadecimal(b)));
            } else {
                out.write(b);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String hexadecimal(byte b) {
        return "\\x" + Character.forDigit(b >> 4 & 0xf, 16) + Character.forDigit(b & 0xf, 16);
    }

    /** The bytes of a value. */
    static byte[] bytes(String value) throws MachineFormatException {
        return endsWithoutNewline(value)
                ? unescaped(value.substring(0, value.length() - NO_NEWLINE.length()), "")
                : unescaped(value, "\n");
    }

    /** A pair of backslashes is one in the file, and a c after it is literal, too. */
    private static boolean endsWithoutNewline(String value) {
        int backslashes = 0;
        for (int i = value.length() - 2; value.endsWith(NO_NEWLINE) && i >= 0 && value.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static byte[] unescaped(String text, String end) throws MachineFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i = unescape(text, i + 1, out);
            } else {
                int next = text.indexOf('\\', i) < 0 ? text.length() : text.indexOf('\\', i);
                out.writeBytes(utf8(text.substring(i, next)));
                i = next - 1;
            }
        }
        out.writeBytes(utf8(end));
        return out.toByteArray();
    }

    static String text(String name) throws MachineFormatException {
        return name.indexOf('\\') < 0 ? name : new String(unescaped(name, ""), StandardCharsets.UTF_8);
    }

    /** @return where the escape ends */
    private static int unescape(String text, int at, ByteArrayOutputStream out) throws MachineFormatException {
        char kind = at < text.length() ? text.charAt(at) : ' ';
        switch (kind) {
            case '\\' -> out.write('\\');
            case 'n' -> out.write('\n');
            case 't' -> out.write('\t');
            case 'x' -> {
                int high = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
                int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new MachineFormatException("two hexadecimal digits must follow \\x");
                }
                out.write(high << 4 | low);
                return at + 2;
            }
            default ->
                throw new MachineFormatException("a backslash must begin \\\\, \\n, \\t, \\xHH or, at the end, \\c");
        }
        return at;
    }
}
