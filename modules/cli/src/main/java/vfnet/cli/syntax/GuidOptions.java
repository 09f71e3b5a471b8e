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
        Optional<String> word = invocation.value(option);
        if (word.isEmpty() || word.get().equals(AUTO)) {
            return Optional.empty();
        }
        Optional<Guid> guid = word.flatMap(Guid::parse).filter(Guid::isOfOne);
        if (guid.isEmpty()) {
            throw Requests.wrong(
                    option,
                    word.get(),
                    "auto, or the GUID of one node or port other than zero such as 02:00:00:00:00:00:00:01");
        }
        return guid;
    }

    static Set<GuidGenerator.Kind> generated(Invocation invocation) {
        Optional<String> node = invocation.value(Options.NODE_GUID);
        Optional<String> port = invocation.value(Options.PORT_GUID);
        if (node.isEmpty() && port.isEmpty()) {
            return Set.of();
        }
        Set<GuidGenerator.Kind> kinds = EnumSet.noneOf(GuidGenerator.Kind.class);
        if (node.filter(AUTO::equals).isPresent()) {
            kinds.add(GuidGenerator.Kind.NODE);
        }
        if (port.filter(AUTO::equals).isPresent()) {
            kinds.add(GuidGenerator.Kind.PORT);
        }
        return kinds;
    }
}
