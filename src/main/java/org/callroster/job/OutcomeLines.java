package org.callroster.job;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.values.Csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** Reads outcomes as they are kept, NDJSON, and writes them as CSV. */
@ApplicationScoped
class OutcomeLines {

    /** The first line of the CSV. */
    static final byte[] HEADER = csv("line", "loginId", "outcome", "error", "warning", "password");

    private final ObjectReader lines;

    OutcomeLines(ObjectMapper mapper) {
        lines = mapper.readerFor(OutcomeLine.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    OutcomeLine line(String json) {
        try {
            return lines.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("outcomes are JSON", e);
        }
    }

    /** Without the closing line. */
    byte[] csv(byte[] ndjson) {
        StringBuilder csv = new StringBuilder();
        List<OutcomeLine> outcomes = new String(ndjson, StandardCharsets.UTF_8).lines().map(this::line)
                .filter(line -> line.outcome() != null).toList();
        outcomes.forEach(one -> Csv.append(csv, one.line(), one.loginId(), one.outcome(), one.reason(), one.warning(),
                one.password()));
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] csv(Object... cells) {
        StringBuilder csv = new StringBuilder();
        Csv.append(csv, cells);
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
