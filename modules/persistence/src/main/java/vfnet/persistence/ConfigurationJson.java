package vfnet.persistence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The configuration's JSON as a stream: a boot that reads it so needs no databind. A value that is not allowed is noted
 * as a {@link Flaw} and passed over; what is no JSON at all is thrown.
 */
final class ConfigurationJson implements AutoCloseable {
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final JsonParser json;
    private final List<Flaw> flaws = new ArrayList<>();
    private final List<Flaw> ignored = new ArrayList<>();

    ConfigurationJson(byte[] text) throws IOException {
        json = STRICT.createParser(text);
        json.nextToken();
    }

    List<Flaw> flaws() {
        return flaws;
    }

    List<Flaw> ignored() {
        return ignored;
    }

    /** Where the parser stands: a line for the eye, a JSON Pointer for certainty. */
    String place() {
        String pointer = json.getParsingContext().pathAsPointer().toString();
        return "line " + Math.max(1, json.currentTokenLocation().getLineNr())
                + (pointer.isEmpty() ? "" : " (" + pointer + ")");
    }

    void flaw(String what) {
        flaws.add(new Flaw(place(), what));
    }

    /** Whether there is nothing at all. */
    boolean isEmpty() {
        return json.currentToken() == null;
    }

    /** Whether an object begins here; anything else is a flaw and passed over. */
    boolean beginsObject(String allowed) throws IOException {
        return begins(JsonToken.START_OBJECT, allowed);
    }

    /** Whether a list begins here; anything else is a flaw and passed over. */
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

    /** Goes to the next key of an object and its value; empty at the end of the object. */
    Optional<String> nextKey() throws IOException {
        if (json.nextToken() == JsonToken.END_OBJECT) {
            return Optional.empty();
        }
        String key = json.currentName();
        json.nextToken();
        return Optional.of(key);
    }

    /** Passes over a field that this version does not know. */
    void ignore() throws IOException {
        ignored.add(new Flaw(place(), "is no field that this vfnet knows; it is kept and has no effect"));
        json.skipChildren();
    }

    /** Whether the value is null; then it is read. */
    boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    /** A whole number of this range; empty, and a flaw, where it is something else. */
    Optional<Integer> number(int least, int most) throws IOException {
        try {
            if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getIntValue() >= least
                    && json.getIntValue() <= most) {
                return Optional.of(json.getIntValue());
            }
        } catch (InputCoercionException e) {
            // Too great for a number: said below.
        }
        flaw("must be a whole number from " + least + " to " + most);
        json.skipChildren();
        return Optional.empty();
    }

    /** True or false; empty, and a flaw, where it is something else. */
    Optional<Boolean> flag() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_TRUE || json.currentToken() == JsonToken.VALUE_FALSE) {
            return Optional.of(json.getBooleanValue());
        }
        flaw("must be true or false");
        json.skipChildren();
        return Optional.empty();
    }

    /** A text that {@code parse} makes something of; empty, and a flaw, where it is something else. */
    <T> Optional<T> text(Function<String, Optional<T>> parse, String allowed) throws IOException {
        Optional<T> parsed = json.currentToken() == JsonToken.VALUE_STRING ? parse.apply(json.getText()) : Optional.empty();
        if (parsed.isEmpty()) {
            flaw(allowed);
            json.skipChildren();
        }
        return parsed;
    }

    /** Nothing may stand behind the object that the whole text is. */
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
