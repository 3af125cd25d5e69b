package org.callroster.scim.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.callroster.attribute.NewUser;
import org.callroster.attribute.ProviderAttributes;
import org.callroster.attribute.UserAttributes;
import org.callroster.error.ScimFailure;
import org.callroster.profile.UserView;
import org.callroster.scim.schema.BodyFields;
import org.callroster.scim.schema.UserSchemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.callroster.error.ScimFailure.requireValue;
import static org.callroster.scim.user.UserJson.NAME;
import static org.callroster.scim.user.UserJson.VALUE;

/** What a user resource, in the form of the schemas, means for the attributes of this service. */
final class UserReader {

    static final String PASSWORD = "password";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ALL_OF_A_SKILL = 100;

    final UserProfile profile;
    private final ObjectNode resource;
    private final JsonNode extension;

    UserReader(ObjectNode resource) {
        this.profile = new UserProfile(resource);
        this.resource = resource;
        this.extension = resource.path(UserSchemas.CALLROSTER.urn());
    }

    /** A new user. Throws 400. */
    NewUser create(String defaultTeam) {
        requireUnlocked();
        String userName = userName();
        List<String> roles = roles();
        return new NewUser(new UserAttributes(userName, or(name("givenName"), userName), or(name("familyName"), userName),
                or(team(), defaultTeam), password(), changesPassword(), extension(null), profile.workPhone,
                profile.mobilePhone, profile.email, isInactive(), skills(), roles == null || roles.isEmpty() ? null : roles),
                new ProviderAttributes(null, externalId(), displayName(), profile.text(), profile.search()));
    }

    static String or(String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    /** Throws 400 if it is missing. */
    String userName() {
        String userName = BodyFields.text(resource, "userName");
        requireValue(userName != null, "userName is missing");
        return userName;
    }

    /** @return null if absent, as all others do */
    String name(String part) {
        return BodyFields.text(resource.path(NAME), part);
    }

    String externalId() {
        return BodyFields.text(resource, "externalId");
    }

    String displayName() {
        return BodyFields.text(resource, "displayName");
    }

    /** Whether the team is named. */
    boolean namesTeam() {
        return team() != null;
    }

    String team() {
        return BodyFields.text(extension, "team");
    }

    String password() {
        return BodyFields.text(resource, PASSWORD);
    }

    boolean unlocks() {
        return extension.has("lockedOut");
    }

    Boolean changesPassword() {
        return flag(extension, "changePassword");
    }

    /** Throws 400 if the user is to be locked. */
    void requireUnlocked() {
        requireValue(!extension.path("lockedOut").asBoolean(), "lockedOut can only be set to false");
    }

    /**
     * The extension stands in two places, and one may be as it was.
     *
     * @param view null for a new user
     */
    String extension(UserView view) {
        String present = view == null ? null : view.extension();
        if (!extension.has("extension")) {
            return or(profile.extension, present);
        }
        String wanted = or(BodyFields.text(extension, "extension"), "");
        requireValue(profile.extension == null || profile.extension.equals(present) || profile.extension.equals(wanted),
                "two different extensions are given");
        return wanted;
    }

    Boolean isInactive() {
        return resource.path("active").isBoolean() ? !resource.get("active").booleanValue() : null;
    }

    private static Boolean flag(JsonNode outer, String name) {
        return outer.path(name).isBoolean() ? outer.get(name).booleanValue() : null;
    }

    /** Null if absent. Some clients write a role as JSON in a text. */
    List<String> roles() {
        return resource.path("roles").isArray()
                ? resource.get("roles").valueStream().map(role -> roleName(role.path(VALUE).asText())).distinct().toList()
                : null;
    }

    private static String roleName(String value) {
        if (!value.startsWith("{")) {
            return value;
        }
        try {
            return JSON.readTree(value).path(VALUE).asText();
        } catch (JsonProcessingException e) {
            throw ScimFailure.invalidValue("a role is malformed");
        }
    }

    /** Null if absent. */
    Map<String, Integer> skills() {
        if (!extension.path("skills").isArray()) {
            return null;
        }
        Map<String, Integer> levels = new LinkedHashMap<>();
        extension.get("skills").forEach(skill -> read(skill, levels));
        return levels;
    }

    /** A lone text lists skills with their levels: {@code English:80;Spanish:60}. */
    private static void read(JsonNode skill, Map<String, Integer> levels) {
        String name = skill.path(VALUE).asText();
        if (skill.size() > 1 || name.indexOf(':') < 0) {
            levels.put(name, skill.path("level").asInt(ALL_OF_A_SKILL));
            return;
        }
        for (String part : name.split(";")) {
            int colon = part.lastIndexOf(':');
            String level = part.substring(colon + 1).strip();
            boolean isLevel = colon > 0 && level.length() <= 3 && !level.isEmpty()
                    && level.chars().allMatch(c -> c >= '0' && c <= '9');
            requireValue(isLevel || colon < 0, "skills must be names with levels: English:80;Spanish:60");
            levels.put(isLevel ? part.substring(0, colon).strip() : part.strip(),
                    isLevel ? Integer.parseInt(level) : ALL_OF_A_SKILL);
        }
    }
}
