// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

/**
 * One operation of the simulated kernel.
 *
 * @param number its number since the machine was created, from 0; a reboot does not reset it
 * @param what as text: {@code 0000:01:00.1 sriov_numvfs = 4}
 */
public record Operation(int number, KernelCall call, String what) {

    @Override
    public String toString() {
        return number + " " + call.word() + ": " + what;
    }
}
