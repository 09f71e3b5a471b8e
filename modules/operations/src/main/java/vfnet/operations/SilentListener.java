// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations;

/** For callers that only want the result. */
final class SilentListener implements OperationListener {
    @Override
    public void warn(String line) {
        // Ignored.
    }

    @Override
    public void tell(String line) {
        // Ignored.
    }

    @Override
    public void detach() {
        // There is no reader that could block.
    }
}
