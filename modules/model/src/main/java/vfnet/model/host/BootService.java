// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Optional;
import vfnet.model.Reading;

/**
 * The service that restores VFs at boot.
 *
 * @param unit vfnet.service
 * @param predecessor vfnet-create.service of the deprecated Python vfnet
 * @param configuration the file of the saved configuration, where there is one
 * @param former the lines of the legacy configuration: {@code enp1s0f0:4}
 * @param exposures users other than root who can change the unit, its program or the configuration
 * @param packaged whether vfnet is installed from a distribution's package
 * @param shadows files of that package that are not used because other files take precedence
 */
public record BootService(
        UnitFacts unit,
        UnitFacts predecessor,
        Optional<String> configuration,
        List<String> former,
        List<Exposure> exposures,
        boolean packaged,
        List<Shadow> shadows) {

    /** Copies the lists. */
    public BootService {
        former = List.copyOf(former);
        exposures = List.copyOf(exposures);
        shadows = List.copyOf(shadows);
    }

    /**
     * A file that another one overrides.
     *
     * @param file its path
     * @param by the path of the file that takes precedence
     */
    public record Shadow(String file, String by) {}

    /**
     * A systemd unit.
     *
     * @param name its name in systemd
     * @param file the file in effect; empty where there is none
     * @param masked whether it is masked, so that it cannot be started
     * @param enabledBy the links that start it at boot
     * @param state its state in systemd; absent where systemd cannot be asked
     */
    public record UnitFacts(
            String name, Optional<String> file, boolean masked, List<String> enabledBy, Reading<UnitState> state) {

        /** Copies the list. */
        public UnitFacts {
            enabledBy = List.copyOf(enabledBy);
        }
    }

    /**
     * A unit's state (org.freedesktop.systemd1(5)).
     *
     * @param active {@code active}, {@code inactive}, {@code activating} or {@code failed}
     * @param result the result of its last run: {@code success}, {@code exit-code}, {@code timeout}
     */
    public record UnitState(String active, String result) {}
}
