package org.callroster.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.QueryParam;

import org.callroster.access.AccessFilter;
import org.callroster.values.Checks;
import org.callroster.values.Texts;

/**
 * Which users are wanted (fleet section 2). Absent filters want all; repeated values want any of them.
 *
 * @param q words that must all be found in a user
 * @param skill names, or names with the lowest level: {@code English:60}
 * @param access at most one of the values of {@link AccessFilter}
 * @param lastLoginBefore a time, or {@code never}
 */
public record UserFilter(
        @QueryParam("q") String q,
        @QueryParam("team") List<String> team,
        @QueryParam("role") List<String> role,
        @QueryParam("skill") List<String> skill,
        @QueryParam("notTeam") List<String> notTeam,
        @QueryParam("notRole") List<String> notRole,
        @QueryParam("notSkill") List<String> notSkill,
        @QueryParam("disabled") String disabled,
        @QueryParam("lockedOut") String lockedOut,
        @QueryParam("hasPassword") String hasPassword,
        @QueryParam("access") List<String> access,
        @QueryParam("lastLoginBefore") String lastLoginBefore,
        @QueryParam("changedSince") String changedSince,
        @QueryParam("createdSince") String createdSince,
        @QueryParam("uid") String uid) {

    public static final UserFilter ALL = searching(null);

    static final String NEVER = "never";

    private static final List<String> NAMES = Arrays.stream(UserFilter.class.getRecordComponents())
            .map(component -> component.getName()).toList();
    private static final int MOST_VALUES = 100;

    private static UserFilter searching(String q) {
        return new UserFilter(q, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null, List.of(),
                null, null, null, null);
    }

    /** From a query; other parameters are ignored, and so are empty values. */
    public static UserFilter of(Map<String, List<String>> query) {
        Map<String, List<String>> given = NAMES.stream().collect(Collectors.toMap(name -> name, name -> query
                .getOrDefault(name, List.of()).stream().filter(value -> !value.isEmpty()).toList()));
        return new UserFilter(first(given, "q"), given.get("team"), given.get("role"), given.get("skill"),
                given.get("notTeam"), given.get("notRole"), given.get("notSkill"), first(given, "disabled"),
                first(given, "lockedOut"), first(given, "hasPassword"), given.get("access"), first(given, "lastLoginBefore"),
                first(given, "changedSince"), first(given, "createdSince"), first(given, "uid"));
    }

    private static String first(Map<String, List<String>> given, String name) {
        return given.get(name).stream().findFirst().orElse(null);
    }

    /** The names of the query parameters, and {@code more}. */
    public static String[] parameters(String... more) {
        return Stream.concat(NAMES.stream(), Arrays.stream(more)).toArray(String[]::new);
    }

    /** Adds what is wrong, before anything else touches a value. */
    public Checks check(Checks checks) {
        checks.clearable("q", search(), Checks.TEXT_LENGTH);
        names(checks, "team", team);
        names(checks, "role", role);
        names(checks, "skill", skill);
        names(checks, "notTeam", notTeam);
        names(checks, "notRole", notRole);
        names(checks, "notSkill", notSkill);
        Stream.of(new Flag("disabled", disabled), new Flag("lockedOut", lockedOut), new Flag("hasPassword", hasPassword))
                .forEach(flag -> flag.check(checks));
        checks.that(access.size() <= 1, "access", "has more than one value")
                .that(access.stream().allMatch(AccessFilter::isValue), "access", "must be one of " + AccessFilter.values());
        return checks.text("lastLoginBefore", lastLoginBefore).text("changedSince", changedSince)
                .text("createdSince", createdSince).text("uid", uid);
    }

    private static void names(Checks checks, String field, List<String> names) {
        checks.that(names.size() <= MOST_VALUES, field, "has more than " + MOST_VALUES + " values");
        names.stream().limit(MOST_VALUES).forEach(name -> checks.text(field, name));
    }

    private record Flag(String field, String value) {

        void check(Checks checks) {
            checks.that(value == null || value.equals("true") || value.equals("false"), field, "must be true or false");
        }
    }

    List<WantedSkill> skills() {
        return skill.stream().map(WantedSkill::of).toList();
    }

    List<String> teams() {
        return Stream.concat(team.stream(), notTeam.stream()).toList();
    }

    List<String> roles() {
        return Stream.concat(role.stream(), notRole.stream()).toList();
    }

    List<String> skillNames() {
        return Stream.concat(skills().stream().map(WantedSkill::name), notSkill.stream()).toList();
    }

    /** Whether a name must be looked up. */
    boolean namesAny() {
        return !(teams().isEmpty() && roles().isEmpty() && skill.isEmpty() && notSkill.isEmpty());
    }

    /** Whether it finds all users: a search without words does, too. Check the filter before. */
    public boolean findsAll() {
        return equals(searching(q)) && SearchWords.patterns(search()).isEmpty();
    }

    public Optional<String> wantedAccess() {
        return access.stream().findFirst();
    }

    /** Null if nothing is searched for. */
    String search() {
        return q == null ? null : Texts.nullIfEmpty(q.strip());
    }
}
