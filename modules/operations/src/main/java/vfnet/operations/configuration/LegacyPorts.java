// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.model.desired.SavedPort;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.interop.ThirdPartyFiles;
import vfnet.persistence.LegacyFile;
import vfnet.persistence.ValidationError;
import vfnet.system.Sysroot;

/** Imports what the deprecated Python vfnet saved: the number of VFs of each port, with their live addresses. */
public final class LegacyPorts {
    private LegacyPorts() {}

    /**
     * Adds the file's ports to the plan. A line that cannot be used becomes a failure of the plan.
     *
     * @param sysroot the machine
     * @param file the legacy file
     * @param importer adds each port
     * @param plan takes the errors of the file
     * @throws OperationException when the file cannot be read
     */
    public static void take(Sysroot sysroot, Path file, ConfigurationImporter importer, PersistPlan plan)
            throws OperationException {
        try {
            LegacyFile predecessor = LegacyFile.parse(ThirdPartyFiles.text(sysroot, file));
            for (LegacyFile.Entry entry : predecessor.entries()) {
                importer.takeLegacy(
                        file + ", line " + entry.line(),
                        new SavedPort(
                                Optional.empty(),
                                Optional.empty(),
                                0,
                                Optional.of(entry.name()),
                                entry.count(),
                                new TreeMap<>()));
            }
            for (ValidationError flaw : predecessor.flaws()) {
                plan.failures().add(file + ", " + flaw + "; it is left out");
            }
        } catch (IOException e) {
            throw new OperationException(Kind.FAILED, file + " cannot be read: " + FileFailure.message(e), e);
        }
    }
}
