package vfnet.cli.shell;

import java.util.ArrayList;
import java.util.List;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.install.Layout;
import vfnet.install.plan.Artifact;

/** The manual and the shells' completion, made from the declared commands, in the places where each is looked for. */
public final class InstalledTexts {
    private InstalledTexts() {}

    public static List<Artifact> of(Layout layout) {
        List<Artifact> texts = new ArrayList<>();
        texts.add(new Artifact(layout.shared("man/man1/vfnet.1"), ManPage.ofProgram()));
        for (CommandSpec syntax : CommandSpecs.ALL) {
            texts.add(new Artifact(layout.shared("man/man1/vfnet-" + syntax.name() + ".1"), ManPage.of(syntax)));
        }
        texts.add(new Artifact(layout.bashCompletion(), BashCompletion.script()));
        texts.add(new Artifact(layout.zshCompletion(), ZshCompletion.script()));
        texts.add(new Artifact(layout.fishCompletion(), FishCompletion.script()));
        return texts;
    }
}
