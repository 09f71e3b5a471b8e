package vfnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Inventory;
import vfnet.model.PhysicalFunction;
import vfnet.model.Port;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.SavedPort;
import vfnet.model.VirtualFunction;

/**
 * What a listing shows: one row a port, one row a VF and port.
 *
 * @param pfs      ports in bus order
 * @param vfs      VFs by port and index
 * @param problems what could not be read of them
 */
record Rows(List<PfRow> pfs, List<VfRow> vfs, List<Problem> problems) {

    static Rows of(Inventory inventory) {
        List<PfRow> pfs = new ArrayList<>();
        for (PhysicalFunction pf : inventory.physicalFunctions()) {
            if (pf.ports().isEmpty()) {
                pfs.add(new PfRow(pf, Optional.empty()));
            }
            for (Port port : pf.ports()) {
                pfs.add(new PfRow(pf, Optional.of(port)));
            }
        }
        return new Rows(pfs, vfsOf(pfs), inventory.problems());
    }

    /**
     * The same rows, each with what is saved for its port; what is wrong with the file is a problem more.
     *
     * @param compared whether somebody wants to know in what they are not as saved
     */
    Rows beside(Saved saved, boolean compared) {
        List<PfRow> known = new ArrayList<>(pfs.size());
        List<VfRow> knownVfs = new ArrayList<>(vfs.size());
        for (PfRow row : pfs) {
            Reading<SavedPort> entry = saved.reading(row);
            Drift drift = compared ? Drift.of(row, entry) : Drift.UNKNOWN;
            known.add(new PfRow(row.pf(), row.port(), entry, drift.ofPort()));
            for (VfRow vf : vfs) {
                if (vf.parent() == row.pf() && vf.isOn(row)) {
                    knownVfs.add(new VfRow(vf.vf(), vf.parent(), vf.port(), drift.ofVf(vf.vf().index())));
                }
            }
        }
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(saved.problems());
        return new Rows(known, knownVfs, all);
    }

    private static List<VfRow> vfsOf(List<PfRow> pfs) {
        List<VfRow> vfs = new ArrayList<>();
        for (PfRow row : pfs) {
            for (VirtualFunction vf : row.pf().virtualFunctions()) {
                VfRow candidate = new VfRow(vf, row.pf(), row.port(), Reading.absent());
                if (row.pf().ports().size() < 2 || isOnPort(candidate)) {
                    vfs.add(candidate);
                }
            }
        }
        return vfs;
    }

    /** A VF of a two-port PF may have one port alone: its interfaces tell, where it has any. */
    private static boolean isOnPort(VfRow row) {
        return row.vf().interfaces().isEmpty() || row.networkInterface().isPresent();
    }

    /**
     * The rows of these ports alone.
     *
     * @param ports interface names and PCI addresses
     * @throws CommandFailure when one of them is no port of this machine
     */
    Rows narrowedTo(List<String> ports, Inventory inventory) throws CommandFailure {
        PortSelection selection = new PortSelection(this);
        List<PfRow> chosen = new ArrayList<>();
        for (String port : ports) {
            selection.called(port).stream().filter(row -> !chosen.contains(row)).forEach(chosen::add);
        }
        List<PfRow> inOrder = pfs.stream().filter(chosen::contains).toList();
        List<Problem> own = new ArrayList<>(inventory.generalProblems());
        inOrder.stream().map(PfRow::pf).distinct().forEach(pf -> {
            own.addAll(pf.function().problems());
            pf.virtualFunctions().forEach(vf -> own.addAll(vf.function().problems()));
        });
                List<VfRow> vfsInOrder = vfs.stream().filter(vf -> inOrder.stream()
                .anyMatch(row -> row.pf() == vf.parent() && vf.isOn(row))).toList();
        return new Rows(inOrder, vfsInOrder, own);
    }
}
