// SPDX-License-Identifier: LGPL-3.0-or-later
/** The descriptor of picocli's own jar, which its -sources jar leaves out. */
module info.picocli {
    requires static java.sql;

    exports picocli;
}
