// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import vfnet.mac.GuidGenerator;
import vfnet.model.Guid;
import vfnet.operations.OperationException;

/** The options for the GUIDs of InfiniBand VFs: a GUID, or the word for the generated one. */
final class GuidOptions {
    private static final String AUTO = "auto";

    private GuidOptions() {}

    /** The GUID that an option gives; empty where it is not there, or asks for the generated one. */
    static Optional<Guid> given(Invocation invocation, CommandSpec.Option option) throws OperationException {
        Optional<String> word = invocation.value(option).filter(text -> !text.equals(AUTO));
        Optional<Guid> guid = word.flatMap(Guid::parse).filter(Guid::isOfOne);
        if (word.isPresent() && guid.isEmpty()) {
            throw Requests.wrong(
                    option,
                    word.get(),
                    "auto, or the GUID of one node or port other than zero such as 02:00:00:00:00:00:00:01");
        }
        return guid;
    }

    static Set<GuidGenerator.Kind> generated(Invocation invocation) {
        Set<GuidGenerator.Kind> kinds = EnumSet.noneOf(GuidGenerator.Kind.class);
        if (invocation.value(Options.NODE_GUID).filter(AUTO::equals).isPresent()) {
            kinds.add(GuidGenerator.Kind.NODE);
        }
        if (invocation.value(Options.PORT_GUID).filter(AUTO::equals).isPresent()) {
            kinds.add(GuidGenerator.Kind.PORT);
        }
        return kinds;
    }
}
