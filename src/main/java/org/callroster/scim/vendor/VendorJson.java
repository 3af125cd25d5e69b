package org.callroster.scim.vendor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.callroster.error.Failure;
import org.callroster.error.ScimFace;
import org.callroster.error.ScimFailure;
import org.callroster.scim.RoleNotFound;
import org.callroster.scim.schema.UserSchemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The differences of the original's dialect from SCIM: see docs/scim.md. */
final class VendorJson {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Set<String> PHONES = Set.of("extension", "work", "mobile");
    private static final String VALUE = "value";
    private static final String EMAILS = "emails";
    private static final String PHONE_NUMBERS = "phoneNumbers";
    private static final String EXTERNAL_ID = "externalId";
    private static final List<String> NOT_WRITTEN =
            List.of(UserSchemas.ENTERPRISE.urn(), UserSchemas.CALLROSTER.urn(), "photos");

    private VendorJson() {
    }

    /** @param user as SCIM shows it */
    static ObjectNode shown(ObjectNode user, String base) {
        ObjectNode shown = user.deepCopy();
        shown.remove(NOT_WRITTEN);
        shown.putArray("schemas").add(UserSchemas.USER.urn());
        String id = upper(user.path("id"));
        shown.put("id", id);
        if (shown.has("userName")) {
            shown = withExternalId(shown);
        }
        replace(shown, EMAILS, VendorJson::email);
        shown.set(PHONE_NUMBERS, phones(user.path(PHONE_NUMBERS)));
        replace(shown, "roles", role -> object().set(VALUE, role.get(VALUE)));
        replace(shown, "groups", VendorJson::group);
        if (user.path("meta").has("created")) {
            shown.set("meta", meta(user.get("meta"), base, id));
        }
        if (!user.has(PHONE_NUMBERS)) {
            shown.remove(PHONE_NUMBERS);
        }
        return shown;
    }

    /** With an empty external id after the id: this dialect stores none. */
    private static ObjectNode withExternalId(ObjectNode user) {
        ObjectNode ordered = object();
        ordered.set("schemas", user.get("schemas"));
        ordered.set("id", user.get("id"));
        ordered.put(EXTERNAL_ID, "");
        user.remove(EXTERNAL_ID);
        ordered.setAll(user);
        return ordered;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String upper(JsonNode id) {
        return id.asText().toUpperCase(Locale.ROOT);
    }

    private static void replace(ObjectNode user, String name, UnaryOperator<JsonNode> change) {
        if (user.get(name) instanceof ArrayNode values) {
            ArrayNode changed = user.putArray(name);
            values.valueStream().map(change).toList().forEach(changed::add);
        }
    }

    private static JsonNode email(JsonNode email) {
        ObjectNode shown = object();
        shown.set(VALUE, email.path(VALUE));
        return email.path("primary").asBoolean() ? shown.put("primary", true) : shown;
    }

    private static ArrayNode phones(JsonNode phones) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        phones.valueStream().filter(phone -> PHONES.contains(phone.path("type").asText()))
                .forEach(phone -> shown.addObject().put(VALUE, phone.path(VALUE).asText()).put("type",
                        phone.path("type").asText()));
        return shown;
    }

    private static JsonNode group(JsonNode group) {
        return object().put(VALUE, upper(group.path(VALUE))).put("display", group.path("display").asText());
    }

    private static ObjectNode meta(JsonNode meta, String base, String id) {
        return object().put("resourceType", "USER").put("created", time(meta.get("created")))
                .put("lastModified", time(meta.get("lastModified"))).put("location", location(base, id));
    }

    private static String time(JsonNode time) {
        return TIME.format(Instant.parse(time.textValue()));
    }

    static String location(String base, String id) {
        return base + ScimFace.VENDOR_BASE + "/users/" + id;
    }

    static String location(String base, UUID id) {
        return location(base, id.toString().toUpperCase(Locale.ROOT));
    }

    /** Leaves out the attributes that this dialect does not store. */
    static ObjectNode read(ObjectNode body) {
        ObjectNode user = body.objectNode();
        body.properties().stream().filter(field -> !field.getKey().equalsIgnoreCase(EXTERNAL_ID)
                && !field.getKey().equalsIgnoreCase("photos"))
                .forEach(field -> user.set(field.getKey(), known(field.getKey(), field.getValue())));
        return user;
    }

    /** Ignores phone numbers of other types than {@link #PHONES}. */
    private static JsonNode known(String name, JsonNode value) {
        if (!name.equalsIgnoreCase(PHONE_NUMBERS) || !value.isArray()) {
            return value;
        }
        ArrayNode phones = JsonNodeFactory.instance.arrayNode();
        value.valueStream().filter(phone -> PHONES.contains(phone.path("type").asText().toLowerCase(Locale.ROOT)))
                .forEach(phones::add);
        return phones;
    }

    /** A new user needs names and an e-mail address. Throws 400. */
    static ObjectNode readNew(ObjectNode body) {
        ObjectNode user = read(body);
        require(!user.path("name").path("givenName").asText().isEmpty(), "name.givenName");
        require(!user.path("name").path("familyName").asText().isEmpty(), "name.familyName");
        require(!user.path(EMAILS).isEmpty(), EMAILS);
        return user;
    }

    private static void require(boolean isThere, String name) {
        ScimFailure.requireValue(isThere, name + " is missing");
    }

    /** A user that replaces another: absent attributes are cleared, including roles. */
    static ObjectNode readWhole(ObjectNode body) {
        ObjectNode user = read(body);
        if (!user.has("roles")) {
            user.putArray("roles");
        }
        return user;
    }

    /** An unknown role is 404 in this dialect. */
    static Throwable refusal(Throwable failure) {
        return failure instanceof RoleNotFound ? Failure.notFound(failure.getMessage()) : failure;
    }
}
