// SPDX-License-Identifier: LGPL-3.0-or-later
/** jBCrypt has no descriptor: this is the name that Java derives from its jar's file name. */
module jbcrypt {
    exports org.mindrot.jbcrypt;
}
