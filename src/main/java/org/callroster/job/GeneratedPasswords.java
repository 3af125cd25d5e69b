package org.callroster.job;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.key.MasterKeys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The passwords that a bulk generated. They are kept as long as its outcomes, sealed under the master key. */
@ApplicationScoped
class GeneratedPasswords {

    private final MasterKeys keys;
    private final ObjectMapper mapper;

    GeneratedPasswords(MasterKeys keys, ObjectMapper mapper) {
        this.keys = keys;
        this.mapper = mapper;
    }

    /** Null if there are none. */
    byte[] sealed(UUID job, long line, List<Outcome> outcomes) {
        Map<Long, String> passwords = outcomes.stream().filter(outcome -> outcome.password() != null)
                .collect(Collectors.toMap(Outcome::line, Outcome::password));
        return passwords.isEmpty() ? null : keys.seal(name(job, line), json(passwords).getBytes(StandardCharsets.UTF_8));
    }

    private static String name(UUID job, long line) {
        return "passwords of " + job + " to line " + line;
    }

    /**
     * The outcomes with their passwords.
     *
     * @param line the last of the lines, under which the passwords were sealed
     */
    String shown(UUID job, long line, String outcomes, byte[] sealed) {
        Map<Long, String> passwords = keys.open(name(job, line), sealed).map(this::passwords).orElse(Map.of());
        return outcomes.lines().map(outcome -> shown(outcome, passwords) + "\n").collect(Collectors.joining());
    }

    private String shown(String outcome, Map<Long, String> passwords) {
        try {
            ObjectNode shown = mapper.readValue(outcome, ObjectNode.class);
            String password = passwords.get(shown.path("line").asLong());
            return password == null ? outcome : json(shown.put("password", password));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("outcomes are JSON", e);
        }
    }

    private Map<Long, String> passwords(byte[] json) {
        try {
            return mapper.readValue(new String(json, StandardCharsets.UTF_8), new TypeReference<>() {
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("sealed passwords are JSON", e);
        }
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("passwords are plain text", e);
        }
    }
}
