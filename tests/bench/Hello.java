// SPDX-License-Identifier: LGPL-3.0-or-later
/** What starting Java alone costs. */
public final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        System.out.println("Hello, world");
    }
}
