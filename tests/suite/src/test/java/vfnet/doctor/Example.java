// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

/** @param id of the finding that {@code broken} has and {@code sound} does not */
record Example(String id, Patched broken, Patched sound) {
    @Override
    public String toString() {
        return id;
    }
}
