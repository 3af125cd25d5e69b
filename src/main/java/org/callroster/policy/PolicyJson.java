package org.callroster.policy;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A tenant's settings as they are stored: JSON with the names that clients use. What is not set is absent. */
final class PolicyJson {

    static final String NOTHING_SET = "{}";

    /** A later release may have stored settings that this one does not know. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private PolicyJson() {
    }

    static PolicySettings settings(String stored) {
        try {
            return JSON.readValue(stored, PolicySettings.class);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** The stored settings with those that are not null. */
    static String merged(String stored, PolicySettings changes) {
        try {
            ObjectNode all = JSON.readValue(stored, ObjectNode.class);
            JSON.<ObjectNode>valueToTree(changes).properties().stream().filter(setting -> !setting.getValue().isNull())
                    .forEach(setting -> all.set(setting.getKey(), setting.getValue()));
            return all.toString();
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** By the names that clients use. Settings that are not set are null. */
    static Map<String, Object> attributes(PolicySettings settings) {
        return JSON.convertValue(settings, new TypeReference<>() {
        });
    }

    private static IllegalStateException unreadable(JsonProcessingException failure) {
        return new IllegalStateException("the stored security policy cannot be read", failure);
    }
}
