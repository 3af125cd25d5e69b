package org.callroster.scim.user;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.callroster.error.ScimFace;
import org.callroster.header.Etag;
import org.callroster.profile.ProvisionedRow;
import org.callroster.profile.UserView;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.UserSchemas;
import org.callroster.values.Times;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes users as SCIM resources, keys in the order of the schemas. */
final class UserJson {

    /** Key in the profile: type, display and the like of values that have a column. */
    static final String DETAILS = "details";
    static final String NAME = "name";
    static final String EMAILS = "emails";
    static final String PHONES = "phoneNumbers";
    static final String ENTERPRISE = "enterprise";
    static final List<String> TEXTS =
            List.of("nickName", "profileUrl", "title", "userType", "preferredLanguage", "locale", "timezone");
    static final String VALUE = "value";
    static final String TYPE = "type";
    static final String PRIMARY = "primary";
    static final String WORK = "work";

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String EXTENSION = UserSchemas.CALLROSTER.urn();

    private UserJson() {
    }

    /** The object that is stored; empty if there is none. */
    static ObjectNode profile(ProvisionedRow user) {
        try {
            return user.profile() == null ? NODES.objectNode() : (ObjectNode) JSON.readTree(user.profile());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the service wrote it", e);
        }
    }

    /** @param base the address of this service */
    static String location(String base, UUID id) {
        return base + ScimFace.BASE + "/Users/" + id;
    }

    /** What is wanted of a user. */
    static ObjectNode shown(ProvisionedRow user, String base, Projection projection) {
        ObjectNode resource = resource(user, base);
        if (projection.names(EXTENSION, "extension")) {
            resource.withObject("/" + EXTENSION).put("extension", user.view().extension());
        }
        if (projection.names(EXTENSION, "lockedOut") && user.lockedOut() != null) {
            resource.withObject("/" + EXTENSION).put("lockedOut", user.lockedOut());
        }
        ObjectNode shown = projection.of(resource);
        List.of(EXTENSION, UserSchemas.ENTERPRISE.urn()).forEach(urn -> dropIfEmpty(shown, urn));
        shown.set("schemas", schemas(shown));
        return shown;
    }

    private static void dropIfEmpty(ObjectNode resource, String urn) {
        if (resource.path(urn).isEmpty()) {
            resource.remove(urn);
        }
    }

    /** Exactly those with content. */
    private static ArrayNode schemas(ObjectNode resource) {
        ArrayNode schemas = NODES.arrayNode().add(UserSchemas.USER.urn());
        List.of(UserSchemas.ENTERPRISE.urn(), EXTENSION).stream().filter(resource::has).forEach(schemas::add);
        return schemas;
    }

    /** All but what is returned on request, or never. */
    static ObjectNode resource(ProvisionedRow user, String base) {
        UserView view = user.view();
        ObjectNode profile = profile(user);
        ObjectNode resource = NODES.objectNode();
        resource.putArray("schemas");
        resource.put("id", user.id().toString());
        put(resource, "externalId", user.externalId());
        resource.put("userName", view.loginId());
        resource.set(NAME, name(view, profile.path(NAME)));
        put(resource, "displayName", user.displayName());
        TEXTS.forEach(name -> copy(profile, resource, name));
        resource.put("active", !view.disabled());
        putIfAny(resource, EMAILS, emails(view, profile));
        putIfAny(resource, PHONES, phones(view, profile));
        List.of("ims", "photos", "addresses").forEach(name -> copy(profile, resource, name));
        resource.set("groups", groups(user, base));
        copy(profile, resource, "entitlements");
        resource.set("roles", roles(view));
        copy(profile, resource, "x509Certificates");
        if (profile.has(ENTERPRISE)) {
            resource.set(UserSchemas.ENTERPRISE.urn(), profile.get(ENTERPRISE));
        }
        extension(view, resource);
        resource.set("meta", meta(user, base));
        return resource;
    }

    private static void put(ObjectNode into, String name, String value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    private static void putIfAny(ObjectNode into, String name, ArrayNode values) {
        if (!values.isEmpty()) {
            into.set(name, values);
        }
    }

    private static void copy(ObjectNode from, ObjectNode to, String name) {
        if (from.has(name)) {
            to.set(name, from.get(name));
        }
    }

    private static ObjectNode name(UserView view, JsonNode more) {
        ObjectNode name = NODES.objectNode();
        if (more.has("formatted")) {
            name.set("formatted", more.get("formatted"));
        }
        name.put("familyName", view.lastName()).put("givenName", view.firstName());
        more.properties().stream().filter(field -> !field.getKey().equals("formatted"))
                .forEach(field -> name.set(field.getKey(), field.getValue()));
        return name;
    }

    private static ArrayNode emails(UserView view, ObjectNode profile) {
        ArrayNode emails = NODES.arrayNode();
        if (view.email() != null) {
            JsonNode details = profile.path(DETAILS).path("email");
            ObjectNode main = emails.addObject().put(VALUE, view.email());
            main.put(TYPE, WORK).setAll(object(details));
            main.put(PRIMARY, true);
        }
        profile.path(EMAILS).forEach(emails::add);
        return emails;
    }

    private static ArrayNode phones(UserView view, ObjectNode profile) {
        ArrayNode phones = NODES.arrayNode();
        JsonNode details = profile.path(DETAILS);
        phone(phones, view.workPhone(), WORK, details.path("workPhone"));
        phone(phones, view.mobilePhone(), "mobile", details.path("mobilePhone"));
        phone(phones, view.extension(), "extension", details.path("extension"));
        profile.path(PHONES).forEach(phones::add);
        return phones;
    }

    private static void phone(ArrayNode phones, String number, String type, JsonNode details) {
        if (number != null) {
            phones.addObject().put(VALUE, number).put(TYPE, type).setAll(object(details));
        }
    }

    private static ObjectNode object(JsonNode details) {
        return details instanceof ObjectNode object ? object : NODES.objectNode();
    }

    private static ArrayNode groups(ProvisionedRow user, String base) {
        ArrayNode groups = NODES.arrayNode();
        groups.addObject().put(VALUE, user.teamId().toString()).put("$ref", base + ScimFace.BASE + "/Groups/" + user.teamId())
                .put("display", user.view().team()).put(TYPE, "direct");
        return groups;
    }

    private static ArrayNode roles(UserView view) {
        ArrayNode roles = NODES.arrayNode();
        view.roles().forEach(role -> roles.addObject().put(VALUE, role).put("display", role));
        return roles;
    }

    private static void extension(UserView view, ObjectNode resource) {
        ObjectNode extension = NODES.objectNode();
        if (!view.skills().isEmpty()) {
            ArrayNode skills = extension.putArray("skills");
            for (Map.Entry<String, Integer> skill : view.skills().entrySet()) {
                skills.addObject().put(VALUE, skill.getKey()).put("level", skill.getValue());
            }
        }
        if (view.changePassword()) {
            extension.put("changePassword", true);
        }
        if (!extension.isEmpty()) {
            resource.set(EXTENSION, extension);
        }
    }

    private static ObjectNode meta(ProvisionedRow user, String base) {
        return NODES.objectNode().put("resourceType", "User").put("created", Times.text(user.createdAt()))
                .put("lastModified", Times.text(user.modifiedAt())).put("location", location(base, user.id()))
                .put("version", Etag.of(user.version()).weak());
    }
}
