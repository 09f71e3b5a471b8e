// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the configuration's JSON as a stream, so that a boot needs no databind. A value that is not allowed becomes a
 * {@link ValidationError} and is skipped; invalid JSON is an exception.
 */
final class ConfigurationJson implements AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser json;
    private final ValidationErrors flaws = new ValidationErrors();
    private final ValidationErrors ignored = new ValidationErrors();
    /** The keys of each open object, the innermost first. */
    private final Deque<Set<String>> keys = new ArrayDeque<>();

    ConfigurationJson(byte[] text) throws IOException {
        json = FACTORY.createParser(text);
        json.nextToken();
    }

    ValidationErrors flaws() {
        return flaws;
    }

    ValidationErrors ignored() {
        return ignored;
    }

    /** The parser's present line, from 1. */
    int line() {
        return Math.max(1, json.currentTokenLocation().getLineNr());
    }

    /** The parser's present position: a line for the reader, a JSON Pointer to be exact. */
    private String place() {
        return place(line(), json.getParsingContext().pathAsPointer().toString());
    }

    static String place(int line, String pointer) {
        return "line " + line + (pointer.isEmpty() ? "" : " (" + pointer + ")");
    }

    void flaw(String what) {
        flaws.add(place(), what);
    }

    /** Whether the text is empty. */
    boolean isEmpty() {
        return json.currentToken() == null;
    }

    /** Whether an object begins here; anything else is an error and skipped. */
    boolean beginsObject(String allowed) throws IOException {
        boolean begins = begins(JsonToken.START_OBJECT, allowed);
        if (begins) {
            keys.push(new HashSet<>());
        }
        return begins;
    }

    /** Whether a list begins here; anything else is an error and skipped. */
    boolean beginsList(String allowed) throws IOException {
        return begins(JsonToken.START_ARRAY, allowed);
    }

    private boolean begins(JsonToken kind, String allowed) throws IOException {
        if (json.currentToken() == kind) {
            return true;
        }
        flaw(allowed);
        json.skipChildren();
        return false;
    }

    /** Goes to the next element of a list; false at its end. */
    boolean nextElement() throws IOException {
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    /**
     * Goes to the next key of an object and its value; empty at the end of the object. A duplicate key is an error of
     * this object only.
     */
    Optional<String> nextKey() throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            if (keys.element().add(key)) {
                return Optional.of(key);
            }
            flaw("is here for the second time; a field may appear only once");
            json.skipChildren();
        }
        keys.pop();
        return Optional.empty();
    }

    /** Skips a field that this version does not know. */
    void ignore() throws IOException {
        ignored.add(place(), "is no field that this vfnet knows; it is kept and has no effect");
        passOver();
    }

    /** A duplicate key in there is an error, too: rewriting the file would lose one of them. */
    private void passOver() throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (nextElement()) {
                passOver();
            }
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            keys.push(new HashSet<>());
            while (nextKey().isPresent()) {
                passOver();
            }
        }
    }

    /** Whether the value is null; then it is consumed. */
    boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    /** A whole number of this range; empty, with an error, for anything else. */
    Optional<Integer> number(int least, int most) throws IOException {
        Optional<Integer> number = inRange(least, most);
        return number.isPresent() ? number : wrong("must be a whole number from " + least + " to " + most);
    }

    /** The same from 1 on, with another message about what is allowed. */
    Optional<Integer> positive(String allowed) throws IOException {
        Optional<Integer> number = inRange(1, Integer.MAX_VALUE);
        return number.isPresent() ? number : wrong(allowed);
    }

    private Optional<Integer> inRange(int least, int most) throws IOException {
        try {
            return json.currentToken() == JsonToken.VALUE_NUMBER_INT
                            && json.getIntValue() >= least
                            && json.getIntValue() <= most
                    ? Optional.of(json.getIntValue())
                    : Optional.empty();
        } catch (InputCoercionException e) {
            // Too large for a number.
            return Optional.empty();
        }
    }

    private <T> Optional<T> wrong(String allowed) throws IOException {
        flaw(allowed);
        json.skipChildren();
        return Optional.empty();
    }

    /** True or false; empty, with an error, for anything else. */
    Optional<Boolean> flag() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_TRUE || json.currentToken() == JsonToken.VALUE_FALSE) {
            return Optional.of(json.getBooleanValue());
        }
        return wrong("must be true or false");
    }

    /** A text that {@code parse} accepts; empty, with an error, for anything else. */
    <T> Optional<T> text(Function<String, Optional<T>> parse, String allowed) throws IOException {
        Optional<T> parsed =
                json.currentToken() == JsonToken.VALUE_STRING ? parse.apply(json.getText()) : Optional.empty();
        return parsed.isPresent() ? parsed : wrong(allowed);
    }

    /** Nothing may follow the top-level object. */
    void end() throws IOException {
        if (json.nextToken() != null) {
            flaw("nothing may stand here, behind the end of the configuration");
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
