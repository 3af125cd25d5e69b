package org.callroster.fleet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.error.Failure;
import org.callroster.profile.UserView;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Users as CSV (fleet section 3): roles as {@code Agent;Supervisor}, skills as {@code English:80;German:40}. If a name has one
 * of these separators in it, or begins like JSON, the cell is JSON.
 */
public final class UserCsv {

    public static final String SKILLS = "skills";
    public static final String ROLES = "roles";
    public static final String ETAG = "etag";

    /** In the order of {@link #cells}. */
    public static final List<String> COLUMNS = List.of("loginId", "firstName", "lastName", "team", "extension", "workPhone",
            "mobilePhone", "email", "disabled", "changePassword", ROLES, SKILLS, ETAG);

    private UserCsv() {
    }

    public static Object[] cells(UserView user, String etag) {
        return new Object[] { user.loginId(), user.firstName(), user.lastName(), user.team(), user.extension(),
                user.workPhone(), user.mobilePhone(), user.email(), user.disabled(), user.changePassword(),
                roles(user.roles()), skills(user.skills()), etag };
    }

    private static String roles(List<String> names) {
        return names.stream().anyMatch(name -> name.indexOf(';') >= 0 || name.startsWith("["))
                ? new JsonArray(names).encode()
                : String.join(";", names);
    }

    private static String skills(Map<String, Integer> levels) {
        return levels.keySet().stream().anyMatch(name -> name.indexOf(';') >= 0 || name.indexOf(':') >= 0
                || name.startsWith("{"))
                        ? new JsonObject(new LinkedHashMap<>(levels)).encode()
                        : levels.entrySet().stream().map(skill -> skill.getKey() + ":" + skill.getValue())
                                .collect(Collectors.joining(";"));
    }

    /** Reads a cell. */
    public static JsonNode roles(String cell, ObjectMapper mapper) throws JsonProcessingException {
        if (cell.startsWith("[")) {
            return mapper.readTree(cell);
        }
        ArrayNode names = mapper.createArrayNode();
        parts(cell).forEach(names::add);
        return names;
    }

    /** Reads a cell. Throws a {@link Failure} if a skill has no level. */
    public static JsonNode skills(String cell, ObjectMapper mapper) throws JsonProcessingException {
        if (cell.startsWith("{")) {
            return mapper.readTree(cell);
        }
        ObjectNode levels = mapper.createObjectNode();
        parts(cell).forEach(skill -> {
            int colon = skill.lastIndexOf(':');
            if (colon < 1) {
                throw Failure.badField(SKILLS, "must be names with levels: English:80;German:40");
            }
            levels.put(skill.substring(0, colon).strip(), skill.substring(colon + 1).strip());
        });
        return levels;
    }

    private static Stream<String> parts(String cell) {
        return Arrays.stream(cell.split(";")).map(String::strip).filter(part -> !part.isEmpty());
    }
}
