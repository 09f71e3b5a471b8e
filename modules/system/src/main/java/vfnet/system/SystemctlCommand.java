// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.List;
import vfnet.model.Reading;

/** systemd's {@code systemctl}, or what it once answered. */
@FunctionalInterface
public interface SystemctlCommand {
    /** What is asked of a unit, before its name. */
    List<String> QUESTION = List.of("show", "--property=ActiveState,Result");

    /** Nobody can be asked. */
    SystemctlCommand NONE = unit -> Reading.absent();

    /**
     * {@return what {@code systemctl show} prints of a unit, a line {@code NAME=VALUE} each; absent where there is no
     * systemd, unreadable where it failed} May block: whoever asks sets the bound.
     *
     * @param unit the unit's name
     */
    Reading<String> show(String unit);

    /**
     * {@return the command line, as a person would type it}
     *
     * @param unit the unit's name
     */
    static String question(String unit) {
        return "systemctl " + String.join(" ", QUESTION) + " " + unit;
    }
}
