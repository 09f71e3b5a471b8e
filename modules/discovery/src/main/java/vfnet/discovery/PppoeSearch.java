package vfnet.discovery;

import java.util.List;
import java.util.Optional;
import vfnet.model.Holder;
import vfnet.model.Reading;
import vfnet.model.Sysroot;

/**
 * PPPoE sessions over an interface: it has no address, no route and no link above it then, for {@code ppp0} has them (a
 * router whose line to its provider is a VF). The kernel lists them by interface (drivers/net/ppp/pppoe.c, pppoe_seq_show);
 * where it has no PPPoE, it has no such list.
 */
final class PppoeSearch implements HolderSearch {
    private final Sysroot sysroot;
    private final AttributeReader attributes;
    private Optional<Reading<String>> sessions = Optional.empty();

    PppoeSearch(Sysroot sysroot, AttributeReader attributes) {
        this.sysroot = sysroot;
        this.attributes = attributes;
    }

    @Override
    public void search(SearchTarget target, Findings<Holder> found, ProblemList problems) {
        target.all().forEach(one -> found.addAll(over(one)));
    }

    private Reading<List<Holder>> over(InterfaceIndex.Entry networkInterface) {
        if (sessions.isEmpty()) {
            sessions = Optional.of(new ProcessReader(attributes).raw(sysroot.pppoeSessions()));
        }
        return sessions.get().map(text -> text.lines().skip(1).filter(line -> line.strip().endsWith(" " + networkInterface.name()))
                .findFirst().<Holder>map(_ -> new Holder.PppoeSession(networkInterface.name())).stream().toList());
    }
}
