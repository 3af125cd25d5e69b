package org.callroster.bootstrap;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** The line on which each value of a JSON text begins. */
final class JsonLines {

    private static final JsonFactory FACTORY = new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Map<String, Integer> lines = new HashMap<>();

    /** Fails on malformed JSON and repeated keys. */
    static JsonLines of(byte[] json) throws IOException {
        JsonLines found = new JsonLines();
        try (JsonParser parser = FACTORY.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                found.lines.putIfAbsent(parser.getParsingContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return found;
    }

    /** The line of a field ({@code users[3].skills.English}), or of the nearest enclosing value that exists. */
    int of(String field) {
        String pointer = "/" + field.replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
        while (!lines.containsKey(pointer) && !pointer.isEmpty()) {
            pointer = pointer.substring(0, pointer.lastIndexOf('/'));
        }
        return lines.getOrDefault(pointer, 1);
    }
}
