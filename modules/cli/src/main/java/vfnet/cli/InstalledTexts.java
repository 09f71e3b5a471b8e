package vfnet.cli;

import java.util.ArrayList;
import java.util.List;
import vfnet.install.Artifact;
import vfnet.install.Layout;

/** The manual and the shells' completion, made from the declared commands, in the places where each is looked for. */
final class InstalledTexts {
    private InstalledTexts() {}

    static List<Artifact> of(Layout layout) {
        List<Artifact> texts = new ArrayList<>();
        texts.add(new Artifact(layout.shared("man/man1/vfnet.1"), ManPage.ofProgram()));
        for (Syntax syntax : Commands.ALL) {
            texts.add(new Artifact(layout.shared("man/man1/vfnet-" + syntax.name() + ".1"), ManPage.of(syntax)));
        }
        texts.add(new Artifact(layout.shared("bash-completion/completions/vfnet"), BashCompletion.script()));
        texts.add(new Artifact(layout.shared("zsh/site-functions/_vfnet"), ZshCompletion.script()));
        texts.add(new Artifact(layout.shared("fish/vendor_completions.d/vfnet.fish"), FishCompletion.script()));
        return texts;
    }
}
