// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Version;
import vfnet.install.Layout;
import vfnet.install.plan.Action;
import vfnet.install.plan.Plan;
import vfnet.model.Problem;

/**
 * What {@code install} or {@code uninstall} did as one JSON document; {@code install.schema.json} describes it.
 *
 * @param invocation the command line
 * @param layout the paths
 * @param plan what was to be done
 * @param actions what was done; of a dry run, what would be
 * @param problems failures that did not stop it
 * @param notes what the user should know
 * @param result the result
 */
public record InstallDocument(
        Invocation invocation,
        Layout layout,
        Plan plan,
        List<Action> actions,
        List<Problem> problems,
        List<String> notes,
        InstallResult result) {
    private static final int VERSION = 1;

    public byte[] bytes() throws IOException {
        return JsonDocument.write(this::write);
    }

    private void write(JsonDocument json) throws IOException {
        json.number("version", Optional.of(VERSION));
        json.text("command", invocation.syntax().name());
        json.text("vfnet_version", Version.TEXT);
        json.text("prefix", layout.prefix());
        json.text(
                "root", invocation.value(Options.ROOT).map(root -> layout.root().root()));
        json.flag("dry_run", Optional.of(invocation.has(Options.DRY_RUN)));
        json.text("result", result.word());
        json.flag("changed", Optional.of(!actions.isEmpty()));
        json.objects("actions", actions, action -> {
            json.text("action", action.verb());
            json.text("path", layout.name(action.path()));
            json.text(
                    "detail",
                    action instanceof Action.Import desired
                            ? Optional.of(layout.name(desired.from()))
                            : action.detail());
        });
        json.problems("left", plan.left());
        json.problems("problems", problems);
        json.texts("notes", notes);
        json.text("error", result.error());
    }
}
