// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vfnet.model.Problem;

/**
 * Writes a JSON object as a stream. A field without a value is null: readers find every field of the schema. Control
 * and non-ASCII characters are escaped, so that a card's name cannot reach the terminal raw.
 */
public final class JsonDocument {
    private final JsonGenerator json;

    private JsonDocument(JsonGenerator json) {
        this.json = json;
    }

    /** Writes part of a document. */
    public interface Writer<T> {
        public void write(T value) throws IOException;
    }

    /** The bytes of one object, a newline at the end. */
    public static byte[] write(Writer<JsonDocument> fields) throws IOException {
        return write(fields, new LinePerElement());
    }

    /** The bytes of one object on one line, a newline at the end. */
    static byte[] writeLine(Writer<JsonDocument> fields) throws IOException {
        return write(fields, new MinimalPrettyPrinter());
    }

    private static byte[] write(Writer<JsonDocument> fields, PrettyPrinter printer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
            json.setPrettyPrinter(printer);
            json.setHighestNonEscapedChar(0x7e);
            json.setCharacterEscapes(new DeleteToo());
            json.writeStartObject();
            fields.write(new JsonDocument(json));
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    public void text(String name, Object value) throws IOException {
        json.writeStringField(name, value.toString());
    }

    public void text(String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            text(name, value.get());
        } else {
            nothing(name);
        }
    }

    public void number(String name, Optional<? extends Number> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.get().longValue());
        } else {
            nothing(name);
        }
    }

    /** With three decimals at most. */
    void decimal(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, Math.round(value.getAsDouble() * 1000) / 1000.0);
        } else {
            nothing(name);
        }
    }

    public void flag(String name, Optional<Boolean> value) throws IOException {
        if (value.isPresent()) {
            json.writeBooleanField(name, value.get());
        } else {
            nothing(name);
        }
    }

    void nothing(String name) throws IOException {
        json.writeNullField(name);
    }

    public void texts(String name, List<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }

    <T> void object(String name, Optional<T> value, Writer<T> fields) throws IOException {
        if (value.isEmpty()) {
            nothing(name);
            return;
        }
        json.writeObjectFieldStart(name);
        fields.write(value.get());
        json.writeEndObject();
    }

    public <T> void objects(String name, List<T> values, Writer<T> fields) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeStartObject();
            fields.write(value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The problems, one object each. */
    public void problems(String name, List<Problem> problems) throws IOException {
        objects(name, problems, problem -> {
            text("where", problem.where());
            text("what", problem.what());
        });
    }

    /** The last ASCII character is a control character that JSON itself does not escape. */
    private static final class DeleteToo extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private static final int[] ASCII = standardAsciiEscapesForJSON();

        static {
            ASCII[0x7f] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ASCII;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            throw new IllegalArgumentException("no sequence of its own: " + character);
        }
    }

    /** Begins a line for each element of a top-level list. */
    private static final class LinePerElement extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1;

        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            breakLine(json);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(',');
            breakLine(json);
        }

        private static void breakLine(JsonGenerator json) throws IOException {
            if (json.getOutputContext().getParent().getParent().inRoot()) {
                json.writeRaw('\n');
            }
        }
    }
}
