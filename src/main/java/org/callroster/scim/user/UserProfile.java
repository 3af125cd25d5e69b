package org.callroster.scim.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.callroster.scim.schema.UserSchemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.callroster.scim.user.UserJson.DETAILS;
import static org.callroster.scim.user.UserJson.EMAILS;
import static org.callroster.scim.user.UserJson.ENTERPRISE;
import static org.callroster.scim.user.UserJson.NAME;
import static org.callroster.scim.user.UserJson.PHONES;
import static org.callroster.scim.user.UserJson.PRIMARY;
import static org.callroster.scim.user.UserJson.TYPE;
import static org.callroster.scim.user.UserJson.VALUE;
import static org.callroster.scim.user.UserJson.WORK;

/**
 * The parts of a user resource, in the form of the schemas, that have several values or are only kept: those that the service has
 * attributes for, and the profile with all others.
 */
final class UserProfile {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> LISTS = List.of("ims", "photos", "addresses", "entitlements", "x509Certificates");

    /** Null if absent, as are the others. */
    final String email;
    final String workPhone;
    final String mobilePhone;
    final String extension;
    private final ObjectNode json = NODES.objectNode();
    private final List<String> found = new ArrayList<>();

    UserProfile(ObjectNode resource) {
        ObjectNode details = NODES.objectNode();
        List<ObjectNode> emails = values(resource, EMAILS);
        this.email = taken(emails, primary(emails), "email", details);
        keep(emails, EMAILS);
        List<ObjectNode> phones = values(resource, PHONES);
        this.workPhone = taken(phones, primary(ofType(phones, WORK)), "workPhone", details);
        this.mobilePhone = taken(phones, primary(ofType(phones, "mobile")), "mobilePhone", details);
        this.extension = taken(phones, primary(ofType(phones, "extension")), "extension", details);
        keep(phones, PHONES);
        readRest(resource, details);
    }

    private static List<ObjectNode> values(JsonNode outer, String name) {
        List<ObjectNode> values = new ArrayList<>();
        outer.path(name).forEach(value -> values.add(((ObjectNode) value).deepCopy()));
        return values;
    }

    private static List<ObjectNode> ofType(List<ObjectNode> values, String type) {
        return values.stream().filter(value -> value.path(TYPE).asText().equalsIgnoreCase(type)).toList();
    }

    /** Else the first. */
    private static Optional<ObjectNode> primary(List<ObjectNode> values) {
        return values.stream().filter(value -> value.path(PRIMARY).asBoolean()).findFirst()
                .or(() -> values.stream().findFirst()).filter(value -> value.has(VALUE));
    }

    /** Its value; takes it away from the values, and notes the rest of it. */
    private static String taken(List<ObjectNode> values, Optional<ObjectNode> main, String attribute, ObjectNode details) {
        main.ifPresent(value -> {
            values.removeIf(other -> other == value);
            ObjectNode rest = value.deepCopy();
            rest.remove(VALUE);
            boolean isEmail = attribute.equals("email");
            rest.remove(isEmail ? PRIMARY : TYPE);
            if (isEmail && rest.path(TYPE).asText().equals(WORK)) {
                rest.remove(TYPE);
            }
            if (!rest.isEmpty()) {
                details.set(attribute, rest);
            }
        });
        return main.map(value -> value.get(VALUE).asText()).orElse(null);
    }

    private void keep(List<ObjectNode> values, String name) {
        if (!values.isEmpty()) {
            json.putArray(name).addAll(values);
            values.stream().filter(value -> value.has(VALUE)).forEach(value -> found.add(value.get(VALUE).asText()));
        }
    }

    private void readRest(ObjectNode resource, ObjectNode details) {
        ObjectNode name = resource.path(NAME) instanceof ObjectNode given ? given.deepCopy() : NODES.objectNode();
        name.remove(List.of("familyName", "givenName"));
        name.properties().removeIf(field -> field.getValue().isNull());
        keep(NAME, name);
        UserJson.TEXTS.forEach(text -> keep(text, resource.path(text)));
        keep(DETAILS, details);
        LISTS.forEach(list -> keep(list, resource.path(list)));
        JsonNode enterprise = resource.path(UserSchemas.ENTERPRISE.urn());
        if (enterprise instanceof ObjectNode given) {
            ObjectNode kept = given.deepCopy();
            kept.properties().removeIf(field -> field.getValue().isNull());
            keep(ENTERPRISE, kept);
        }
    }

    private void keep(String name, JsonNode value) {
        boolean isNothing = value.isMissingNode() || value.isNull() || value.isContainerNode() && value.isEmpty();
        if (!isNothing) {
            json.set(name, value);
        }
    }

    boolean isSame(ObjectNode other) {
        return json.equals(other);
    }

    /** Forgets a name for display, if it is this one. */
    void dropFormatted(JsonNode old) {
        if (json.path(NAME) instanceof ObjectNode name && old.equals(name.get("formatted"))) {
            name.remove("formatted");
            if (name.isEmpty()) {
                json.remove(NAME);
            }
        }
    }

    /** A JSON object; null if there is nothing to keep. */
    String text() {
        try {
            return json.isEmpty() ? null : JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /** What a search finds the user by, a line each; null if there is nothing. */
    String search() {
        return found.isEmpty() ? null : String.join("\n", found);
    }
}
