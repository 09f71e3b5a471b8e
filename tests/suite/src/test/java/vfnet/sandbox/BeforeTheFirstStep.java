// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import vfnet.suite.Delegate;

/**
 * Another process changes the number of VFs: the kernel log is read when the plan is ready and nothing is written yet.
 */
final class BeforeTheFirstStep extends Delegate {
    private final SimulatedHost play;
    private final String pf;
    private final int others;
    private boolean changed;

    BeforeTheFirstStep(SimulatedHost play, String pf, int others) {
        super(play.kernel());
        this.play = play;
        this.pf = pf;
        this.others = others;
    }

    @Override
    public LogPosition logPosition() {
        if (!changed) {
            changed = true;
            play.numvfs(pf, 0);
            play.numvfs(pf, others);
        }
        return super.logPosition();
    }
}
