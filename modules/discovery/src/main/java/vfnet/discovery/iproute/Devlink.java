// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.List;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.model.eswitch.DevlinkRate;
import vfnet.model.eswitch.Eswitch;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.eswitch.Representor;
import vfnet.system.IpCommand.DevlinkQuery;
import vfnet.system.MachineView;
import vfnet.system.program.TimeBoundQuery;

/**
 * What {@code devlink} prints of the switches of cards: absent where there is no such program, unreadable where it
 * failed.
 */
public final class Devlink {

    private final MachineView view;
    private final Answer<List<DevlinkPort>> ports;
    private final Answer<List<DevlinkRate>> rates;

    public Devlink(MachineView view) {
        this.view = view;
        ports = new Answer<>(view, new DevlinkQuery.Ports(), DevlinkParser::ports);
        rates = new Answer<>(view, new DevlinkQuery.Rates(), DevlinkParser::rates);
    }

    /**
     * The switch of a card, whose ports and rates are asked for only where it has representors.
     *
     * @param representors those of the card
     */
    public CardSwitch of(PciAddress pf, List<Representor> representors) {
        Reading<Eswitch> eswitch = eswitch(pf);
        boolean hasPorts = !representors.isEmpty()
                || eswitch.value()
                        .map(Eswitch::mode)
                        .filter(EswitchMode::hasRepresentors)
                        .isPresent();
        return hasPorts
                ? new CardSwitch(
                        eswitch,
                        representors,
                        ports.answer()
                                .map(all -> all.stream()
                                        .filter(port -> port.device().equals(pf))
                                        .toList()),
                        rates.answer()
                                .map(all -> all.stream()
                                        .filter(rate -> rate.device().equals(pf))
                                        .toList()))
                : new CardSwitch(eswitch, representors, Reading.absent(), Reading.absent());
    }

    private Reading<Eswitch> eswitch(PciAddress pf) {
        return new Answer<>(
                        view,
                        new DevlinkQuery.EswitchOf(pf),
                        json -> DevlinkParser.eswitch(json)
                                .orElseThrow(() -> new IOException("no mode, or one that vfnet does not know")))
                .answer();
    }

    /** Understands what the program prints. */
    @FunctionalInterface
    private interface Parser<T> {
        T parse(byte[] json) throws IOException;
    }

    private static final class Answer<T> extends TimeBoundQuery<T> {

        private final MachineView view;
        private final DevlinkQuery query;
        private final Parser<T> parser;

        Answer(MachineView view, DevlinkQuery query, Parser<T> parser) {
            super(view.waiting(), query.commandLine(), "what the switch of the card does is unknown");
            this.view = view;
            this.query = query;
            this.parser = parser;
        }

        @Override
        protected Reading<T> find() {
            return view.ip().devlink(query).fold(this::understood, Reading::absent, this::failed);
        }

        private Reading<T> failed(Problem problem) {
            return unreadable(problem.what());
        }

        private Reading<T> understood(byte[] json) {
            try {
                return Reading.of(parser.parse(json));
            } catch (IOException e) {
                return unreadable("printed what is not the JSON of iproute2");
            }
        }
    }
}
