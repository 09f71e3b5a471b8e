// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.bridge;

/** Receives what a watch does. */
public interface BridgeListener {

    /**
     * The filter of a port was changed, or could not be changed as it should be.
     *
     * @param row the port, with what was changed
     */
    void changed(BridgeRow row);

    /**
     * Something keeps the watch from its work. It is told once, and tried again.
     *
     * @param line what, one line
     */
    void hindered(String line);
}
