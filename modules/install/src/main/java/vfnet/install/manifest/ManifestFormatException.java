// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.manifest;

import java.io.IOException;

/** A manifest that cannot be understood; the message says where and why. */
final class ManifestFormatException extends IOException {
    private static final long serialVersionUID = 1;

    ManifestFormatException(String message) {
        super(message);
    }
}
