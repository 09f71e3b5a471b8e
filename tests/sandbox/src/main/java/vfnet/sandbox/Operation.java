// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

/**
 * One operation that the simulated kernel was asked for.
 *
 * @param number its number since the machine was made, from 0; a reboot does not begin anew
 * @param what in words: {@code 0000:01:00.1 sriov_numvfs = 4}
 */
public record Operation(int number, KernelCall call, String what) {

    @Override
    public String toString() {
        return number + " " + call.word() + ": " + what;
    }
}
