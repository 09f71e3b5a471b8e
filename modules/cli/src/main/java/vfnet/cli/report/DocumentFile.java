// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.cli.json.DoctorDocument;
import vfnet.cli.json.ListDocument;
import vfnet.cli.metrics.SavedStates;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.doctor.Doctor;
import vfnet.machine.UnpackedMachine;
import vfnet.model.Reading;
import vfnet.model.host.HostFacts;
import vfnet.model.host.Platform;
import vfnet.model.inventory.Inventory;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Rows;
import vfnet.system.RegularFile;

/** A file: a document of {@code list --json} or {@code doctor --json}, or a snapshot, of which both are made. */
final class DocumentFile {
    /** 4080 VFs take 4 MB. */
    private static final int MAX_BYTES = 32 << 20;

    private static final byte[] SNAPSHOT = "# vfnet machine ".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** Options that name this host's own disks differ everywhere. */
    private static final Set<String> OWN =
            Set.of("BOOT_IMAGE", "root", "initrd", "resume", "rootflags", "ip", "hostname");

    private DocumentFile() {}

    /** Adds what the file says to what is known of the host. */
    static HostDocument read(Path file, HostDocument known) throws UnreadDocument {
        try {
            byte[] bytes = RegularFile.readNamed(file, MAX_BYTES);
            return isSnapshot(bytes) ? snapshot(file, known) : json(bytes, known);
        } catch (JsonProcessingException e) {
            throw new UnreadDocument("is neither JSON nor a snapshot: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UnreadDocument("cannot be read: " + FileFailure.message(e), e);
        } catch (OperationException e) {
            throw new UnreadDocument(e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            // One large host must not keep the others from being read.
            throw new UnreadDocument("needs more memory than vfnet has; give what list --json and doctor --json "
                    + "print of "
                    + "that host in its place");
        }
    }

    private static boolean isSnapshot(byte[] bytes) {
        for (int i = 0; i < SNAPSHOT.length; i++) {
            if (i >= bytes.length || bytes[i] != SNAPSHOT[i]) {
                return false;
            }
        }
        return true;
    }

    private static HostDocument json(byte[] bytes, HostDocument known) throws IOException, UnreadDocument {
        JsonNode document = JSON.readTree(bytes);
        boolean isList = document != null && document.path("physical_functions").isArray();
        boolean isDoctor = document != null && document.path("findings").isArray();
        if (!isList && !isDoctor) {
            throw new UnreadDocument("is no document of vfnet list --json or vfnet doctor --json");
        }
        if (document.path("version").asInt() != 1) {
            throw new UnreadDocument("is of version " + document.path("version").asText("?")
                    + " of its format, which this vfnet does not know");
        }
        if (isList && !document.path("virtual_functions").isArray()) {
            throw new UnreadDocument("has no virtual_functions, so it is not whole");
        }
        requireFirst(isList ? known.list() : known.doctor(), known);
        return isList
                ? new HostDocument(known.host(), Optional.of(document), known.doctor(), known.platform())
                : new HostDocument(known.host(), known.list(), Optional.of(document), known.platform());
    }

    private static HostDocument snapshot(Path file, HostDocument known)
            throws IOException, OperationException, UnreadDocument {
        requireFirst(known.list(), known);
        try (UnpackedMachine machine = UnpackedMachine.of(file)) {
            OperationContext context = OperationContext.of(machine.view(), Optional.empty());
            Inventory inventory = context.inventory(new DetailLevel.Users(true));
            ConfigurationView saved = ConfigurationView.beside(inventory, context);
            Rows rows = Rows.of(inventory).beside(saved, true);
            HostFacts facts = Discovery.hostFacts(machine.view(), inventory);
            return new HostDocument(
                    known.host(),
                    Optional.of(JSON.readTree(ListDocument.of(rows))),
                    Optional.of(JSON.readTree(DoctorDocument.of(
                            Doctor.examine(inventory, facts, SavedStates.of(rows)), facts.problems()))),
                    platform(facts.platform()));
        }
    }

    private static void requireFirst(Optional<JsonNode> before, HostDocument host) throws UnreadDocument {
        if (before.isPresent()) {
            throw new UnreadDocument("is a second document of the kind for the host " + host.host()
                    + "; give each host a folder or a file name of its own");
        }
    }

    private static Optional<List<String>> platform(Platform platform) {
        if (!(platform.kernelOptions() instanceof Reading.Value<List<String>>(List<String> options))
                || platform.acpiTables() instanceof Reading.Unreadable) {
            return Optional.empty();
        }
        List<String> settings = new ArrayList<>();
        options.stream().filter(DocumentFile::isOfAll).forEach(option -> settings.add("kernel option " + option));
        platform.acpiTables().value().orElse(List.of()).forEach(table -> settings.add("firmware table " + table));
        return Optional.of(settings);
    }

    private static boolean isOfAll(String option) {
        int equals = option.indexOf('=');
        String key = equals < 0 ? option : option.substring(0, equals);
        return !OWN.contains(key) && !key.startsWith("rd.") && !option.contains("UUID=");
    }
}
