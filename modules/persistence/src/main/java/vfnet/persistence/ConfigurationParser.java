// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;

/** Reads the whole configuration. An invalid entry does not invalidate the others. */
final class ConfigurationParser {
    static final int VERSION = 1;
    private static final String WHOLE = "must be an object such as {\"version\": 1, \"ports\": []}";

    private final List<PlacedPort> ports = new ArrayList<>();
    private Optional<Integer> version = Optional.empty();
    private boolean hasPorts;

    private ConfigurationParser() {}

    /**
     * An entry with its position, for errors that are found later.
     *
     * @param port the entry
     * @param line its first line, from 1
     * @param position in {@code ports}, from 0
     */
    record PlacedPort(SavedPort port, int line, int position) {

        String place() {
            return ConfigurationJson.place(line, pointer(position));
        }
    }

    private static String pointer(int position) {
        return "/ports/" + position;
    }

    /**
     * The content of a text.
     *
     * @param read the valid entries, and the errors in the others
     * @param newerVersion the version of a text that is newer than this vfnet
     */
    record Parsed(Loaded.Read read, Optional<Integer> newerVersion) {}

    static Parsed parse(byte[] text) {
        return new ConfigurationParser().parsed(text);
    }

    private Parsed parsed(byte[] text) {
        ValidationErrors flaws = new ValidationErrors();
        ValidationErrors ignored = new ValidationErrors();
        try (ConfigurationJson json = new ConfigurationJson(text)) {
            flaws = json.flaws();
            ignored = json.ignored();
            whole(json);
        } catch (JsonProcessingException e) {
            flaws.add(
                    place(e),
                    isCutOff(e, text)
                            ? "the text ends here in the middle; what was cut off is lost to vfnet"
                            : "is no JSON from here on: " + firstSentence(e));
        } catch (IOException e) {
            flaws.add("line 1", "the file is no text in UTF-8");
        }
        List<SavedPort> sound = version.isEmpty() ? List.of() : ConsistencyCheck.without(ports, flaws);
        return new Parsed(
                new Loaded.Read(new Configuration(sound), flaws.all(), ignored.all()),
                version.filter(number -> number > VERSION));
    }

    private void whole(ConfigurationJson json) throws IOException {
        if (json.isEmpty()) {
            json.flaws().add("line 1", "the file is empty; it " + WHOLE);
            return;
        }
        if (!json.beginsObject(WHOLE)) {
            return;
        }
        for (Optional<String> key = json.nextKey(); key.isPresent(); key = json.nextKey()) {
            switch (key.get()) {
                case "version" -> version = json.positive("must be " + VERSION + ", which this vfnet knows");
                case "ports" -> ports(json);
                case "$schema" -> json.text(Optional::of, "must be a text");
                default -> json.ignore();
            }
        }
        json.end();
        if (version.isEmpty() && json.flaws().isEmpty()) {
            json.flaws().add("line 1", "version is missing: this vfnet knows version " + VERSION);
        }
        if (!hasPorts && json.flaws().isEmpty()) {
            json.flaws().add("line 1", "ports is missing: a list with an object for each port");
        }
    }

    private void ports(ConfigurationJson json) throws IOException {
        hasPorts = true;
        if (!json.beginsList("must be a list with an object for each port")) {
            return;
        }
        for (int position = 0; json.nextElement(); position++) {
            int line = json.line();
            Optional<SavedPort> port = new PortParser(json, pointer(position)).parse();
            if (port.isPresent()) {
                ports.add(new PlacedPort(port.get(), line, position));
            }
        }
    }

    /** After a comma jackson-core 2 raises its general exception where the text ends, so its place tells. */
    private static boolean isCutOff(JsonProcessingException e, byte[] text) {
        return e instanceof JsonEOFException
                || e.getLocation() != null && e.getLocation().getByteOffset() >= text.length;
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "line 1"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String firstSentence(JsonProcessingException e) {
        String message =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        int advice = message.indexOf(" (not recognized as one since Feature");
        return advice < 0 ? message : message.substring(0, advice);
    }
}
