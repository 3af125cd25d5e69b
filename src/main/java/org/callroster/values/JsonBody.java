package org.callroster.values;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;

import org.callroster.error.Failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads a request record. No body, or {@code null}, reads as {@code {}}; a body with another {@code Content-Type} than
 * {@code application/json} is 415.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public class JsonBody implements MessageBodyReader<Record> {

    private static final String EMPTY_OBJECT = "{}";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ObjectMapper mapper;

    JsonBody(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return Record.class.isAssignableFrom(type);
    }

    @Override
    public Record readFrom(Class<Record> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, String> headers, InputStream body) throws IOException {
        byte[] bytes = body.readAllBytes();
        if (bytes.length > 0 && headers.containsKey(HttpHeaders.CONTENT_TYPE) && !isJson(mediaType)) {
            throw new NotSupportedException();
        }
        return parse(bytes.length == 0 ? EMPTY_OBJECT : text(bytes), type);
    }

    /** Skips a byte order mark, which some clients send and RFC 8259 §8.1 allows parsers to ignore. */
    private static String text(byte[] bytes) {
        String text = Utf8.text(bytes).orElseThrow(() -> Failure.badRequest("the body is not UTF-8"));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private Record parse(String text, Class<Record> type) throws IOException {
        try {
            Record read = mapper.readValue(text, type);
            return read == null ? mapper.readValue(EMPTY_OBJECT, type) : read;
        } catch (JsonProcessingException e) {
            throw JsonErrors.of(e);
        }
    }

    private static boolean isJson(MediaType type) {
        return type.getType().equalsIgnoreCase("application") && type.getSubtype().equalsIgnoreCase("json");
    }
}
