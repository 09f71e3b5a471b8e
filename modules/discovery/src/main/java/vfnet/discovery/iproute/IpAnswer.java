// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import vfnet.model.Reading;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;
import vfnet.system.program.TimeBoundQuery;

/** The parsed answer of {@code ip} to one query. */
abstract class IpAnswer<T> extends TimeBoundQuery<T> {
    private final IpCommand ip;
    private final IpQuery query;

    IpAnswer(MachineView view, IpQuery query, String consequence) {
        super(view.waiting(), query.toString(), consequence);
        this.ip = view.ip();
        this.query = query;
    }

    /** @throws IOException when the text is not what ip prints, or ends too early */
    abstract T parse(byte[] json) throws IOException;

    @Override
    protected final Reading<T> find() {
        return ip.answer(query)
                .fold(
                        this::understood,
                        () -> unreadable("there is no " + query.program() + " (package iproute2)"),
                        problem -> unreadable(problem.what()));
    }

    private Reading<T> understood(byte[] json) {
        try {
            return Reading.of(parse(json));
        } catch (IOException e) {
            return unreadable("printed what is not the JSON of iproute2");
        }
    }
}
