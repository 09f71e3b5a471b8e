// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.shell;

import java.util.ArrayList;
import java.util.List;
import vfnet.cli.manual.ManualPages;
import vfnet.install.Layout;
import vfnet.install.plan.Artifact;

/** The manual and the completions, at the paths where they are looked for. */
public final class InstalledTexts {
    private InstalledTexts() {}

    public static List<Artifact> of(Layout layout) {
        List<Artifact> texts = new ArrayList<>(ManualPages.of(layout));
        texts.add(new Artifact(layout.bashCompletion(), BashCompletion.script()));
        texts.add(new Artifact(layout.zshCompletion(), ZshCompletion.script()));
        texts.add(new Artifact(layout.fishCompletion(), FishCompletion.script()));
        return texts;
    }
}
