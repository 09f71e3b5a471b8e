// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import vfnet.machine.MachineFolder;
import vfnet.model.Reading;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;

/** The {@code ip} of a simulated host: its links change, so every answer is read again. */
record LiveIp(Sysroot sysroot) implements IpCommand {

    @Override
    public Reading<byte[]> answer(IpQuery query) {
        return view(sysroot).ip().answer(query);
    }

    @Override
    public Reading<byte[]> linksIn(String namespace) {
        return view(sysroot).ip().linksIn(namespace);
    }

    @Override
    public Reading<byte[]> devlink(DevlinkQuery query) {
        return view(sysroot).ip().devlink(query);
    }

    /** The live state of the machine. */
    static MachineView view(Sysroot sysroot) {
        try {
            return MachineFolder.view(sysroot.root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
