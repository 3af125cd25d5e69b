package org.callroster.values;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.callroster.error.Failure;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** Explains to the caller what is wrong with a JSON text, naming the field or the position. */
public final class JsonErrors {

    private static final Map<Class<?>, String> EXPECTED = Map.of(
            String.class, "must be a string",
            Boolean.class, "must be true or false",
            Integer.class, "must be a whole number",
            Long.class, "must be a whole number",
            Map.class, "must be an object",
            List.class, "must be an array");

    private JsonErrors() {
    }

    /** The 400 answer to a text that the JSON library could not read. */
    public static Failure of(JsonProcessingException trouble) {
        if (trouble instanceof StreamConstraintsException || trouble.getCause() instanceof StreamConstraintsException) {
            return Failure.badRequest("the JSON has a key or a number that is too long, or is nested too deeply");
        }
        if (trouble.getCause() instanceof StreamReadException cut) {
            return malformed(cut);
        }
        if (trouble instanceof UnrecognizedPropertyException unknown) {
            return Failure.badField(path(unknown.getPath()), "is unknown");
        }
        if (trouble instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Failure.badField(path(mapping.getPath()), expected(mapping));
        }
        if (trouble instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return Failure.badRequest("the body must be one JSON object");
        }
        return malformed(trouble);
    }

    private static Failure malformed(JsonProcessingException trouble) {
        return Failure.badRequest("malformed JSON" + duplicate(trouble) + at(trouble.getLocation()));
    }

    /** {@code users[3].skills.English}. */
    private static String path(List<Reference> path) {
        String steps = path.stream().map(JsonErrors::step).collect(Collectors.joining());
        return steps.startsWith(".") ? steps.substring(1) : steps;
    }

    private static String step(Reference step) {
        return step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName();
    }

    private static String expected(JsonMappingException trouble) {
        if (trouble instanceof InvalidNullException) {
            return "must not be null";
        }
        if (trouble instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return EXPECTED.entrySet().stream().filter(e -> e.getKey().isAssignableFrom(mismatch.getTargetType()))
                    .map(Map.Entry::getValue).findFirst().orElse("has the wrong type");
        }
        return "is not readable" + at(trouble.getLocation());
    }

    private static String duplicate(JsonProcessingException trouble) {
        String message = String.valueOf(trouble.getOriginalMessage());
        return message.startsWith("Duplicate field")
                ? ": duplicate key " + message.substring(message.indexOf('\''), message.lastIndexOf('\'') + 1) : "";
    }

    private static String at(JsonLocation place) {
        return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
