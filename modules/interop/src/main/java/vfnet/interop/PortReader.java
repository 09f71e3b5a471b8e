// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

/** Reads what another tool's files configure, on a host whose ports it knows. */
@FunctionalInterface
public interface PortReader {

    /** {@return the ports, what of them cannot be saved, and the errors in the files} */
    Imported read();
}
