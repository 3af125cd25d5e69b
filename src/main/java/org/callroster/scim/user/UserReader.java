package org.callroster.scim.user;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.callroster.attribute.NewUser;
import org.callroster.attribute.ProviderAttributes;
import org.callroster.attribute.UserAttributes;
import org.callroster.attribute.UserChange;
import org.callroster.error.ScimFailure;
import org.callroster.profile.ProvisionedRow;
import org.callroster.profile.UserView;
import org.callroster.scim.schema.UserSchemas;
import org.callroster.values.Checks;

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
 * What a user resource, in the form of the schemas, means for the attributes of this service. Values without a meaning go into
 * the profile.
 */
final class UserReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> LISTS = List.of("ims", "photos", "addresses", "entitlements", "x509Certificates");
    private static final int ALL_OF_A_SKILL = 100;

    private final ObjectNode resource;
    private final JsonNode extension;
    private final ObjectNode profile = NODES.objectNode();
    private final List<String> found = new ArrayList<>();
    private final String email;
    private final String workPhone;
    private final String mobilePhone;
    private final String phoneExtension;

    UserReader(ObjectNode resource) {
        this.resource = resource;
        this.extension = resource.path(UserSchemas.CALLROSTER.urn());
        ObjectNode details = NODES.objectNode();
        List<ObjectNode> emails = values(resource, EMAILS);
        this.email = taken(emails, primary(emails), "email", details);
        keep(emails, EMAILS);
        List<ObjectNode> phones = values(resource, PHONES);
        this.workPhone = taken(phones, primary(ofType(phones, WORK)), "workPhone", details);
        this.mobilePhone = taken(phones, primary(ofType(phones, "mobile")), "mobilePhone", details);
        this.phoneExtension = taken(phones, primary(ofType(phones, "extension")), "extension", details);
        keep(phones, PHONES);
        readProfile(details);
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
            profile.putArray(name).addAll(values);
            values.stream().filter(value -> value.has(VALUE)).forEach(value -> found.add(value.get(VALUE).asText()));
        }
    }

    private void readProfile(ObjectNode details) {
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
            profile.set(name, value);
        }
    }

    /** A new user. Throws 400. */
    NewUser create(String defaultTeam) {
        requireUnlocked();
        String userName = text(resource, "userName");
        require(userName != null, "userName is missing");
        List<String> roles = roles();
        NewUser user = new NewUser(new UserAttributes(userName, or(text(resource.path(NAME), "givenName"), userName),
                or(text(resource.path(NAME), "familyName"), userName), or(team(), defaultTeam), password(),
                flag(extension, "changePassword"), extension(null), workPhone, mobilePhone, email, isInactive(), skills(),
                roles == null || roles.isEmpty() ? null : roles),
                new ProviderAttributes(null, text(resource, "externalId"), text(resource, "displayName"), profileText(),
                        search()));
        return user;
    }

    private static String or(String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    /** Whether the team is named. */
    boolean namesTeam() {
        return team() != null;
    }

    private String team() {
        return text(extension, "team");
    }

    String password() {
        return text(resource, "password");
    }

    boolean unlocks() {
        return extension.has("lockedOut");
    }

    /** Whether a resource asks for the next free extension. */
    static boolean clearsExtension(ObjectNode resource) {
        return resource.path(UserSchemas.CALLROSTER.urn()).path("extension").isNull();
    }

    private void requireUnlocked() {
        require(!extension.path("lockedOut").asBoolean(), "lockedOut can only be set to false");
    }

    /** What differs from what the user is. Throws 400. */
    UserChange change(ProvisionedRow present, boolean keepsFormatted) {
        requireUnlocked();
        UserView view = present.view();
        String first = text(resource.path(NAME), "givenName");
        String last = text(resource.path(NAME), "familyName");
        require(text(resource, "userName") != null, "userName is missing");
        require(first != null && last != null, "name.givenName and name.familyName can't be empty");
        require(!resource.path("active").isNull() && resource.has("active"), "active can't be empty");
        dropOldFormatted(present, first, last, keepsFormatted);
        UserChange change = new UserChange(new UserAttributes(null, differing(first, view.firstName()),
                differing(last, view.lastName()), differing(or(team(), view.team()), view.team()), password(),
                differing(Boolean.TRUE.equals(flag(extension, "changePassword")), view.changePassword()),
                differing(extension(view), view.extension()), cleared(workPhone, view.workPhone()),
                cleared(mobilePhone, view.mobilePhone()), cleared(email, view.email()),
                differing(Boolean.TRUE.equals(isInactive()), view.disabled()), changedSkills(view), changedRoles(view)),
                provided(present));
        Checks checks = change.provided().check(new Checks());
        change.attributes().check(checks, "");
        checks.orFail();
        return change;
    }

    /** A name for display that was given before does not fit a new name. */
    private void dropOldFormatted(ProvisionedRow present, String first, String last, boolean keepsFormatted) {
        boolean isRenamed = !first.equals(present.view().firstName()) || !last.equals(present.view().lastName());
        JsonNode old = UserJson.profile(present).path(NAME).path("formatted");
        if (isRenamed && !keepsFormatted && profile.path(NAME) instanceof ObjectNode name
                && old.equals(name.get("formatted"))) {
            name.remove("formatted");
            if (name.isEmpty()) {
                profile.remove(NAME);
            }
        }
    }

    private ProviderAttributes provided(ProvisionedRow present) {
        boolean isSameProfile = profile.equals(UserJson.profile(present));
        return new ProviderAttributes(differing(text(resource, "userName"), present.view().loginId()),
                cleared(text(resource, "externalId"), present.externalId()),
                cleared(text(resource, "displayName"), present.displayName()),
                isSameProfile ? null : or(profileText(), ""), isSameProfile ? null : or(search(), ""));
    }

    /** Null if it does not differ. */
    private static <T> T differing(T wanted, T present) {
        return Objects.equals(wanted, present) ? null : wanted;
    }

    /** The same for what may be cleared. */
    private static String cleared(String wanted, String present) {
        return Objects.equals(wanted, present) ? null : or(wanted, "");
    }

    private Map<String, Integer> changedSkills(UserView view) {
        Map<String, Integer> wanted = skills();
        return differing(wanted == null ? Map.of() : wanted, view.skills());
    }

    private List<String> changedRoles(UserView view) {
        List<String> wanted = roles();
        Set<String> names = new TreeSet<>(wanted == null ? List.of() : wanted);
        return names.equals(new TreeSet<>(view.roles())) ? null : List.copyOf(names);
    }

    /**
     * The extension stands in two places, and one may be as it was.
     *
     * @param view null for a new user
     */
    private String extension(UserView view) {
        String present = view == null ? null : view.extension();
        if (!extension.has("extension")) {
            return or(phoneExtension, present);
        }
        String wanted = or(text(extension, "extension"), "");
        require(phoneExtension == null || phoneExtension.equals(present) || phoneExtension.equals(wanted),
                "two different extensions are given");
        return wanted;
    }

    private Boolean isInactive() {
        return resource.path("active").isBoolean() ? !resource.get("active").booleanValue() : null;
    }

    private static Boolean flag(JsonNode outer, String name) {
        return outer.path(name).isBoolean() ? outer.get(name).booleanValue() : null;
    }

    private static String text(JsonNode outer, String name) {
        return outer.path(name).isTextual() ? outer.get(name).textValue() : null;
    }

    /** Null if absent. Some clients write a role as JSON in a text. */
    private List<String> roles() {
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
    private Map<String, Integer> skills() {
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
            require(isLevel || colon < 0, "skills must be names with levels: English:80;Spanish:60");
            levels.put(isLevel ? part.substring(0, colon).strip() : part.strip(),
                    isLevel ? Integer.parseInt(level) : ALL_OF_A_SKILL);
        }
    }

    /** Null if there is nothing to keep. */
    private String profileText() {
        try {
            return profile.isEmpty() ? null : JSON.writeValueAsString(profile);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private String search() {
        return found.isEmpty() ? null : String.join("\n", found);
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw ScimFailure.invalidValue(detail);
        }
    }

    /** A whole resource that replaces another: what clients never see, or do not map, is left alone where it is absent. */
    static ObjectNode replacing(ObjectNode body, ObjectNode present) {
        ObjectNode resource = body.deepCopy();
        List.of("externalId", "active", "roles").forEach(name -> copyIfAbsent(present, resource, name));
        if (present.get(NAME) instanceof ObjectNode name) {
            ObjectNode wanted = resource.get(NAME) instanceof ObjectNode given ? given : resource.putObject(NAME);
            List.of("givenName", "familyName").forEach(part -> copyIfAbsent(name, wanted, part));
        }
        String urn = UserSchemas.CALLROSTER.urn();
        if (present.get(urn) instanceof ObjectNode ours) {
            ObjectNode wanted = resource.get(urn) instanceof ObjectNode given ? given : resource.putObject(urn);
            List.of("skills", "changePassword").forEach(name -> copyIfAbsent(ours, wanted, name));
        }
        return resource;
    }

    private static void copyIfAbsent(ObjectNode from, ObjectNode to, String name) {
        if (!to.has(name) && from.has(name)) {
            to.set(name, from.get(name));
        }
    }
}
