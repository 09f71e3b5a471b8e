// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON of iproute2 as a stream: hundreds of keys per object, of which a handful matters. A value of an unexpected
 * type is skipped; text that is not a list of objects is an error.
 */
final class IpJson implements AutoCloseable {
    /** ip prints control characters of an alias raw (seen with iproute2 6.1): one alias must not hide all links. */
    private static final JsonFactory LENIENT =
            new JsonFactory().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS.mappedFeature());

    private final JsonParser json;

    IpJson(byte[] text) throws IOException {
        // An alias may hold any bytes (seen with iproute2 6.1): as UTF-8 they would be an error.
        json = LENIENT.createParser(new String(text, StandardCharsets.UTF_8));
    }

    /** Begins the top-level list. */
    void begin() throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw new JsonParseException(json, "a list should begin here");
        }
    }

    /** Begins the top-level object, as devlink prints one. */
    void beginObject() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "an object should begin here");
        }
    }

    /** Goes to the next object of the top-level list; false at the end of it. */
    boolean nextObject() throws IOException {
        JsonToken token = json.nextToken();
        if (token != JsonToken.START_OBJECT && token != JsonToken.END_ARRAY) {
            throw new JsonParseException(json, "another object should begin here");
        }
        return token == JsonToken.START_OBJECT;
    }

    /**
     * Goes to the next key of an object and its value; empty text at the end of the object. No key of ip's is empty.
     */
    String nextKey() throws IOException {
        if (json.nextToken() != JsonToken.FIELD_NAME) {
            return "";
        }
        String key = json.currentName();
        json.nextToken();
        return key.isEmpty() ? "?" : key;
    }

    /** Whether the value is a list; one of another kind is skipped. */
    boolean isList() throws IOException {
        return is(JsonToken.START_ARRAY);
    }

    /** Whether the value is an object; one of another kind is skipped. */
    boolean isObject() throws IOException {
        return is(JsonToken.START_OBJECT);
    }

    private boolean is(JsonToken kind) throws IOException {
        if (json.currentToken() == kind) {
            return true;
        }
        json.skipChildren();
        return false;
    }

    /** Goes to the next object of a nested list, skipping anything else; false at the end of that list. */
    boolean nextObjectInside() throws IOException {
        while (json.nextToken() != JsonToken.START_OBJECT) {
            if (json.currentToken() == JsonToken.END_ARRAY || json.currentToken() == null) {
                return false;
            }
            json.skipChildren();
        }
        return true;
    }

    void skip() throws IOException {
        json.skipChildren();
    }

    /** Skips a value, which exists. */
    boolean present() throws IOException {
        json.skipChildren();
        return true;
    }

    /** A whole number; -1 where the value is something else, or too large or small for one. */
    int number() throws IOException {
        try {
            return json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : -1;
        } catch (InputCoercionException e) {
            return -1;
        } finally {
            json.skipChildren();
        }
    }

    /** A counter; empty where the value is not a whole number from 0 to the greatest {@code long}. */
    Optional<Long> counter() throws IOException {
        try {
            return json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? Optional.of(json.getLongValue()).filter(number -> number >= 0)
                    : Optional.empty();
        } catch (InputCoercionException e) {
            return Optional.empty();
        } finally {
            json.skipChildren();
        }
    }

    /**
     * Whether the value is true or false, or one of their other forms: on, off, 1, 0; empty when it is something else.
     */
    Optional<Boolean> flag() throws IOException {
        Optional<Boolean> flag = switch (json.currentToken()) {
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_STRING -> flag(json.getText(), "on", "off");
            case VALUE_NUMBER_INT -> flag(json.getText(), "1", "0");
            default -> Optional.empty();
        };
        json.skipChildren();
        return flag;
    }

    private static Optional<Boolean> flag(String text, String on, String off) {
        return text.equals(on) ? Optional.of(true) : text.equals(off) ? Optional.of(false) : Optional.empty();
    }

    /** A text; empty where the value is something else. */
    String text() throws IOException {
        String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
        json.skipChildren();
        return text;
    }

    /** The texts of a list, skipping anything else; empty where the value is not a list. */
    List<String> texts() throws IOException {
        if (!isList()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(2);
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            String text = text();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
