// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Optional;
import vfnet.model.Reading;

/**
 * What restores VFs at boot.
 *
 * @param unit vfnet.service
 * @param predecessor the predecessor's vfnet-create.service
 * @param configuration the saved configuration's file, where there is one
 * @param former the lines of the predecessor's configuration: {@code enp1s0f0:4}
 * @param exposures who else than root can change the unit, its program or the configuration
 * @param packaged whether vfnet is installed from a distribution's package
 * @param shadows what of that package is not used, because other files come before it
 */
public record BootService(
        UnitFacts unit,
        UnitFacts predecessor,
        Optional<String> configuration,
        List<String> former,
        List<Exposure> exposures,
        boolean packaged,
        List<Shadow> shadows) {

    /** Keeps copies of what it is given. */
    public BootService {
        former = List.copyOf(former);
        exposures = List.copyOf(exposures);
        shadows = List.copyOf(shadows);
    }

    /**
     * A file that another hides.
     *
     * @param file its place
     * @param by the place of the other, which comes first
     */
    public record Shadow(String file, String by) {}

    /**
     * A systemd unit.
     *
     * @param name as systemd calls it
     * @param file its file, the one that counts; empty where there is none
     * @param masked whether it is kept from being started
     * @param enabledBy the links that start it at boot
     * @param state what systemd says of it; absent where it cannot be asked
     */
    public record UnitFacts(
            String name, Optional<String> file, boolean masked, List<String> enabledBy, Reading<UnitState> state) {

        /** Keeps copies of what it is given. */
        public UnitFacts {
            enabledBy = List.copyOf(enabledBy);
        }
    }

    /**
     * A unit's state (org.freedesktop.systemd1(5)).
     *
     * @param active whether it is {@code active}, {@code inactive}, {@code activating} or {@code failed}
     * @param result how it ended last: {@code success}, {@code exit-code}, {@code timeout}
     */
    public record UnitState(String active, String result) {}
}
