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
                if (vf.isOf(row)) {
                    int index = vf.vf().index();
                    knownVfs.add(new VfRow(vf.vf(), vf.parent(), vf.port(), entry.value().map(port -> port.vf(index)),
                            drift.ofVf(index)));
                }
            }
        }
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(saved.problems());
        all.addAll(saved.replaced(pfs));
        return new Rows(known, knownVfs, all);
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

    /** A VF of a two-port PF may have one port alone: its interfaces tell, where it has any. */
    private static boolean isOnPort(VfRow row) {
        return row.vf().interfaces().isEmpty() || row.networkInterface().isPresent();
    }

    /**
     * The rows of these ports with their VFs, and of these VFs with their port.
     *
     * @param names   what a person calls them: interfaces, PCI addresses, labels
     * @param general problems that belong to no function, and are shown all the same
     * @throws CommandFailure when nothing on this machine is called so
     */
    Rows narrowedTo(List<String> names, Inventory inventory, List<Problem> general) throws CommandFailure {
        FunctionSelection selection = new FunctionSelection(this);
        List<PfRow> whole = new ArrayList<>();
        List<VfRow> single = new ArrayList<>();
        for (String name : names) {
            switch (selection.find(name)) {
                case FunctionSelection.Chosen.Ports(List<PfRow> chosen) -> whole.addAll(chosen);
                case FunctionSelection.Chosen.Vf(List<VfRow> chosen) -> single.addAll(chosen);
            }
        }
        List<VfRow> shownVfs = vfs.stream().filter(vf -> single.contains(vf) || whole.stream().anyMatch(vf::isOf)).toList();
        List<PfRow> shown = pfs.stream().filter(row -> whole.contains(row) || shownVfs.stream().anyMatch(vf -> vf.isOf(row)))
                .toList();
        List<Problem> own = new ArrayList<>(inventory.generalProblems());
        own.addAll(general);
        shown.stream().map(PfRow::pf).distinct().forEach(pf -> {
            own.addAll(pf.function().problems());
            pf.virtualFunctions().forEach(vf -> own.addAll(vf.function().problems()));
        });
        return new Rows(shown, shownVfs, own);
    }
}
