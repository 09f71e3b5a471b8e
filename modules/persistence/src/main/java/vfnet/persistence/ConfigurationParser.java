package vfnet.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Configuration;
import vfnet.model.SavedPort;

/** Reads the whole configuration. An entry that is not sound takes no other one with it. */
final class ConfigurationParser {
    static final int VERSION = 1;
    private static final String WHOLE = "must be an object such as {\"version\": 1, \"ports\": []}";

    private final List<PlacedPort> ports = new ArrayList<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private Optional<Integer> version = Optional.empty();
    private boolean hasPorts;

    private ConfigurationParser() {}

    /** An entry and where it stands, for what is found out later. */
    record PlacedPort(SavedPort port, String place) {}

    /**
     * What a text says.
     *
     * @param read         the sound entries, and what is wrong with the others
     * @param newerVersion the version of a text that is newer than this vfnet
     */
    record Parsed(Loaded.Read read, Optional<Integer> newerVersion) {}

    static Parsed parse(byte[] text) {
        return new ConfigurationParser().parsed(text);
    }

    private Parsed parsed(byte[] text) {
        List<Flaw> ignored = new ArrayList<>();
        try (ConfigurationJson json = new ConfigurationJson(text)) {
            try {
                whole(json);
            } finally {
                flaws.addAll(json.flaws());
                ignored.addAll(json.ignored());
            }
        } catch (JsonProcessingException e) {
            flaws.add(new Flaw(place(e), e instanceof JsonEOFException
                    ? "the text ends here in the middle; what was cut off is lost to vfnet"
                    : "is no JSON from here on: " + firstSentence(e)));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
        List<SavedPort> sound = version.isEmpty() ? List.of() : Contradictions.without(ports, flaws);
        return new Parsed(new Loaded.Read(new Configuration(sound), flaws, ignored),
                version.filter(number -> number > VERSION));
    }

    private void whole(ConfigurationJson json) throws IOException {
        if (json.isEmpty()) {
            json.flaws().add(new Flaw("line 1", "the file is empty; it " + WHOLE));
            return;
        }
        if (!json.beginsObject(WHOLE)) {
            return;
        }
        for (Optional<String> key = json.nextKey(); key.isPresent(); key = json.nextKey()) {
            switch (key.get()) {
                case "version" -> version = json.number(VERSION, Integer.MAX_VALUE);
                case "ports" -> ports(json);
                case "$schema" -> json.text(Optional::of, "must be a text");
                default -> json.ignore();
            }
        }
        json.end();
        if (version.isEmpty() && json.flaws().isEmpty()) {
            json.flaws().add(new Flaw("line 1", "version is missing: this vfnet knows version " + VERSION));
        }
        if (!hasPorts && json.flaws().isEmpty()) {
            json.flaws().add(new Flaw("line 1", "ports is missing: a list with an object for each port"));
        }
    }

    private void ports(ConfigurationJson json) throws IOException {
        hasPorts = true;
        if (!json.beginsList("must be a list with an object for each port")) {
            return;
        }
        while (json.nextElement()) {
            String place = json.place();
            new PortParser(json).parse().ifPresent(port -> ports.add(new PlacedPort(port, place)));
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "line 1"
                : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    }

    private static String firstSentence(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
