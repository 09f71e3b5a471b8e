// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

/** Names as Kubernetes and its plugins accept them. */
final class KubernetesNames {
    private KubernetesNames() {}

    /** Of letters, digits and underscores: the device plugin accepts no others in the name of a resource. */
    static String resource(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            text.append(letter ? c : '_');
        }
        return text.toString();
    }

    /** Of small letters, digits and hyphens, with none of these at either end (RFC 1123). */
    static String object(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            char small = c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
            boolean plain = small >= 'a' && small <= 'z' || small >= '0' && small <= '9';
            if (plain || text.length() > 0) {
                text.append(plain ? small : '-');
            }
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '-') {
            end--;
        }
        return text.substring(0, end);
    }
}
