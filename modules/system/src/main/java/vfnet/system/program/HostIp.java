// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Reading;
import vfnet.system.IpCommand;
import vfnet.system.IpCommand.DevlinkQuery;
import vfnet.system.IpQuery;

/** The iproute2 of this host. */
public final class HostIp implements IpCommand {
    private final HostPrograms programs;

    public HostIp(HostPrograms programs) {
        this.programs = programs;
    }

    @Override
    public Reading<byte[]> answer(IpQuery query) {
        return programs.find(query.program())
                .map(program -> programs.run(command(List.of(program), query), query.toString()))
                .orElseGet(Reading::absent);
    }

    /** {@code ip -n} accepts names only, and a namespace may have none. */
    @Override
    public Reading<byte[]> linksIn(String namespace) {
        Optional<String> ip = programs.find("ip");
        Optional<String> enter = programs.find("nsenter");
        if (ip.isEmpty() || enter.isEmpty()) {
            return Reading.absent();
        }
        return programs.run(
                command(List.of(enter.get(), "--net=" + namespace, ip.get()), IpQuery.LINKS),
                "nsenter --net=" + namespace + " " + IpQuery.LINKS);
    }

    @Override
    public Reading<byte[]> devlink(DevlinkQuery query) {
        return programs.find(DevlinkQuery.PROGRAM)
                .map(program -> {
                    List<String> command = new ArrayList<>(List.of(program));
                    command.addAll(query.arguments());
                    return programs.run(command, query.commandLine());
                })
                .orElseGet(Reading::absent);
    }

    private static List<String> command(List<String> program, IpQuery query) {
        List<String> command = new ArrayList<>(program);
        command.addAll(query.arguments());
        return command;
    }
}
