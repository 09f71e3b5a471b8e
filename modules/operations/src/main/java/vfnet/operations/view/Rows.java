// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PfPort;
import vfnet.model.inventory.VirtualFunction;
import vfnet.persistence.Difference;

/**
 * The rows of a listing: one per port, and one per VF and port.
 *
 * @param pfs ports in bus order
 * @param vfs VFs by port and index
 * @param problems what could not be read of them
 */
public record Rows(List<PfRow> pfs, List<VfRow> vfs, List<Problem> problems) {

    /**
     * {@return the rows of a machine, without what is saved}
     *
     * @param inventory the machine as read
     */
    public static Rows of(Inventory inventory) {
        List<PfRow> pfs = PfPort.of(inventory).stream().map(PfRow::new).toList();
        return new Rows(pfs, vfsOf(pfs), inventory.problems());
    }

    /**
     * {@return the same rows with what is saved for each port; errors in the file are added to the problems}
     *
     * @param saved the saved configuration
     * @param compared whether to compute the drift of each row
     */
    public Rows beside(ConfigurationView saved, boolean compared) {
        List<PfRow> known = new ArrayList<>(pfs.size());
        List<VfRow> knownVfs = new ArrayList<>(vfs.size());
        List<List<VfRow>> byPort = vfsByPort();
        for (int i = 0; i < pfs.size(); i++) {
            PfRow row = pfs.get(i);
            Reading<SavedPort> entry = saved.reading(row);
            Drift drift = compared ? Drift.of(row, entry) : Drift.UNKNOWN;
            known.add(new PfRow(row.pfPort(), entry, drift.ofPort(), saved.restored(row)));
            for (VfRow vf : byPort.get(i)) {
                int index = vf.vf().index();
                knownVfs.add(new VfRow(
                        vf.vf(), vf.parent(), vf.port(), entry.value().map(port -> port.vf(index)), drift.ofVf(index)));
            }
        }
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(saved.problems());
        all.addAll(saved.replaced(pfs));
        return new Rows(known, knownVfs, all);
    }

    /** {@return the VFs of each port, in the order of the ports: one pass, since the VFs have that order too} */
    public List<List<VfRow>> vfsByPort() {
        List<List<VfRow>> byPort = new ArrayList<>(pfs.size());
        int next = 0;
        for (PfRow port : pfs) {
            int first = next;
            while (next < vfs.size() && vfs.get(next).isOf(port)) {
                next++;
            }
            byPort.add(vfs.subList(first, next));
        }
        return byPort;
    }

    /**
     * {@return how a port and its VFs differ from what is saved} What cannot be compared is not among that.
     *
     * @param port one of these rows
     */
    public List<Difference> differences(PfRow port) {
        List<Difference> all = new ArrayList<>(port.drift().value().orElse(List.of()));
        vfs.stream()
                .filter(vf -> vf.isOf(port))
                .forEach(vf -> all.addAll(vf.drift().value().orElse(List.of())));
        return all;
    }

    private static List<VfRow> vfsOf(List<PfRow> pfs) {
        List<VfRow> vfs = new ArrayList<>();
        for (PfRow row : pfs) {
            for (VirtualFunction vf : row.pf().virtualFunctions()) {
                VfRow candidate = new VfRow(vf, row.pf(), row.port(), Optional.empty(), Reading.absent());
                if (row.pf().ports().size() < 2 || isOnPort(candidate)) {
                    vfs.add(candidate);
                }
            }
        }
        return vfs;
    }

    /** A VF of a two-port PF may have only one port, which its interfaces show if it has any. */
    private static boolean isOnPort(VfRow row) {
        return row.vf().interfaces().isEmpty() || row.networkInterface().isPresent();
    }
}
