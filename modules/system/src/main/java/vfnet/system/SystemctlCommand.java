// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.List;
import vfnet.model.Reading;

/** systemd's {@code systemctl}, or its recorded answers. */
@FunctionalInterface
public interface SystemctlCommand {
    /** The query for a unit, before its name. */
    List<String> QUESTION = List.of("show", "--property=ActiveState,Result");

    /** A systemd that cannot be asked. */
    SystemctlCommand NONE = unit -> Reading.absent();

    /**
     * {@return what {@code systemctl show} prints of a unit, one line {@code NAME=VALUE} each; absent where there is no
     * systemd, unreadable where it failed} May block: the caller sets the timeout.
     *
     * @param unit the unit's name
     */
    Reading<String> show(String unit);

    /**
     * {@return the command line, as a user would type it}
     *
     * @param unit the unit's name
     */
    static String question(String unit) {
        return "systemctl " + String.join(" ", QUESTION) + " " + unit;
    }
}
