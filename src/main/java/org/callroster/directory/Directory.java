package org.callroster.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Privilege;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Finds teams, skills and roles by name. Call inside a transaction. */
@ApplicationScoped
public class Directory {

    private static final String ROLES = """
            select 'role', r.id, r.name, r.privileges, 0
            from Role r where r.tenantId = :tenant and array_contains(:roles, r.name)""";
    private static final String DEFAULT_ROLES = """
            select 'role', r.id, r.name, r.privileges, 0
            from Role r where r.tenantId = :tenant and r.assignToNewUsers""";
    private static final String HELD_ROLES = """
            select 'held', h.id, h.name, h.privileges, 0
            from UserRole u join Role h on h.tenantId = :tenant and h.id = u.roleId
            where u.tenantId = :tenant and u.userId = :user""";
    private static final String SUPERVISED_TEAMS = """
            select 'supervised', v.teamId, '', null, 0
            from SupervisedTeam v where v.tenantId = :tenant and v.userId = :user""";
    private static final String TEAM = """
            select 'team', t.id, t.name, null, 0
            from Team t where t.tenantId = :tenant and t.name = :team""";
    private static final String TEAMS = """
            select 'team', t.id, t.name, null, 0
            from Team t where t.tenantId = :tenant and array_contains(:teams, t.name)""";
    private static final String SKILLS = """
            select 'skill', s.id, s.name, null, 0
            from Skill s where s.tenantId = :tenant and array_contains(:skills, s.name)""";

    private static final String HELD_TEAM = """
            select 'held team', t.id, t.name, null, 0
            from User u join Team t on t.tenantId = :tenant and t.id = u.teamId
            where u.tenantId = :tenant and u.id = :user""";
    private static final String HELD_SKILLS = """
            select 'held skill', s.id, s.name, null, cast(h.level as integer)
            from UserSkill h join Skill s on s.tenantId = :tenant and s.id = h.skillId
            where h.tenantId = :tenant and h.userId = :user""";

    private static final String FORMER_LOGIN = """
            select 'former login', f.userId, f.loginKey, null, 0
            from FormerLogin f where f.tenantId = :tenant and f.loginKey = :login and f.until > instant""";
    private static final String FORMER_LOGINS = """
            select 'former login', f.userId, f.loginKey, null, 0
            from FormerLogin f where f.tenantId = :tenant and array_contains(:logins, f.loginKey) and f.until > instant""";

    /** PostgreSQL takes the types of a union from its first parts: those with arrays must come first. */
    private static final String NAMES =
            String.join(" union all ", ROLES, DEFAULT_ROLES.replace("'role'", "'default'"), TEAMS, SKILLS,
                    FORMER_LOGINS);
    /** Of many users, whose ids are in the last column. */
    private static final String HELD = Stream
            .of(Map.entry(HELD_ROLES, "u.userId"), Map.entry(SUPERVISED_TEAMS, "v.userId"), Map.entry(HELD_TEAM, "u.id"),
                    Map.entry(HELD_SKILLS, "h.userId"))
            .map(part -> part.getKey().replace("= :user", "in :users").replace("\nfrom ", ", " + part.getValue() + "\nfrom "))
            .collect(Collectors.joining(" union all "));

    private static final String FORMER = "former login";

    private static final String ROLES_HELD = """
            select r.id, r.privileges from Role r where r.tenantId = :tenant
                and exists (select 1 from UserRole h where h.tenantId = :tenant and h.roleId = r.id and h.userId in :users)""";
    private static final String ROLES_HELD_IN = """
            select r.id, r.privileges from Role r where r.tenantId = :tenant
                and exists (select 1 from UserRole h join User u on u.tenantId = :tenant and u.id = h.userId
                    where h.tenantId = :tenant and h.roleId = r.id and u.teamId = :team%s)""";

    /** A look-up, and the value of its parameter. */
    private record Part(String hql, String parameter, Object value) {
    }

    private record Found(String kind, UUID id, String name, String[] privileges, Integer level) {

        static Found of(Object[] row) {
            return new Found((String) row[0], (UUID) row[1], (String) row[2], (String[]) row[3], (Integer) row[4]);
        }

        /** What a user has or is given, as if it had been looked up by its name. */
        Found wanted() {
            return switch (kind) {
                case "held", "default" -> new Found("role", id, name, privileges, level);
                case "held skill" -> new Found("skill", id, name, privileges, level);
                default -> this;
            };
        }

        RoleRow role() {
            return new RoleRow(id, name, Privilege.named(privileges));
        }
    }

    /**
     * Resolves all names of one request in one round trip. Fails with 404 if one is unknown. Looks up only what is wanted, and
     * passes lists as arrays: Hibernate would plan a query with a list as parameter at every call.
     */
    public Uni<ResolvedNames> resolve(Tenant tenant, NamesToResolve wanted) {
        List<Part> parts = parts(tenant, wanted).toList();
        String hql = parts.stream().map(Part::hql).collect(Collectors.joining(" union all "));
        return Panache.getSession()
                .map(session -> session.createSelectionQuery(hql, Object[].class).setParameter("tenant", tenant.id()))
                .invoke(query -> parts.forEach(part -> query.setParameter(part.parameter, part.value)))
                .chain(query -> query.getResultList())
                .map(rows -> resolved(rows.stream().map(Found::of).toList()).requireAllOf(wanted));
    }

    /** The privileges that any of these users, whose rows are locked, holds. */
    public Uni<Set<Privilege>> privilegesHeld(Tenant tenant, Set<UUID> users) {
        return users.isEmpty() ? Uni.createFrom().item(Set.of())
                : Panache.getSession().chain(session -> session.createSelectionQuery(ROLES_HELD, Object[].class)
                        .setParameter("tenant", tenant.id()).setParameter("users", users).getResultList())
                        .map(Directory::privileges);
    }

    /** The same of all members of a team but some others. */
    public Uni<Set<Privilege>> privilegesHeldIn(Tenant tenant, UUID teamId, Set<UUID> others) {
        String hql = ROLES_HELD_IN.formatted(others.isEmpty() ? "" : " and u.id not in :others");
        return Panache.getSession().map(session -> session.createSelectionQuery(hql, Object[].class)
                .setParameter("tenant", tenant.id()).setParameter("team", teamId))
                .map(query -> others.isEmpty() ? query : query.setParameter("others", others))
                .chain(query -> query.getResultList()).map(Directory::privileges);
    }

    private static Set<Privilege> privileges(List<Object[]> roles) {
        return roles.stream().flatMap(row -> Privilege.named((String[]) row[1]).stream()).collect(Collectors.toSet());
    }

    /** The names of teams, by id. */
    public Uni<Map<UUID, String>> teamNames(Tenant tenant, Set<UUID> teams) {
        return Panache.getSession().chain(session -> session
                .createSelectionQuery("select t.id, t.name from Team t where t.tenantId = :tenant and t.id in :teams",
                        Object[].class)
                .setParameter("tenant", tenant.id()).setParameter("teams", teams).getResultList())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> (String) row[1])));
    }

    /** The ids of teams, by name. Fails with 404 if one is unknown. */
    public Uni<Map<String, UUID>> teams(Tenant tenant, Set<String> names) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(TEAMS, Object[].class).setParameter("tenant", tenant.id())
                        .setParameter("teams", names.toArray(String[]::new)).getResultList())
                .map(rows -> rows.stream().map(Found::of).collect(Collectors.toMap(Found::name, Found::id)))
                .invoke(found -> ResolvedNames.require(found.size() == names.size(), ResolvedNames.NO_TEAM));
    }

    /**
     * Resolves the names of many users in one round trip, and what some of them have now in another. Does not fail: names that
     * were not found are missed when they are needed.
     *
     * @param users those whose roles, skills, teams and supervised teams are looked up
     */
    public Uni<Book> book(Tenant tenant, List<NamesToResolve> wanted, Set<UUID> users) {
        return names(tenant, wanted).chain(names -> held(tenant, users).map(held -> new Book(names, held)));
    }

    /** The rows behind the names of many users. */
    public static final class Book {

        private final Map<String, Map<String, Found>> names;
        private final Map<UUID, List<Found>> held;

        private Book(List<Found> names, Map<UUID, List<Found>> held) {
            this.names = names.stream().collect(Collectors.groupingBy(Found::kind, Collectors.toMap(Found::name, row -> row)));
            this.held = held;
        }

        /** Fails with 404 if a name is unknown. */
        public ResolvedNames resolve(NamesToResolve wanted) {
            Stream<Found> team = found("team", wanted.team() == null ? Set.of() : Set.of(wanted.team()), List.of());
            List<Found> heldRows = wanted.userId() == null ? List.of() : held.getOrDefault(wanted.userId(), List.of());
            Stream<Found> skills = found("skill", wanted.skills() == null ? Set.of() : wanted.skills(), heldRows);
            Stream<Found> roles =
                    wanted.defaultRoles() ? names.getOrDefault("default", Map.of()).values().stream().map(Found::wanted)
                            : found("role", wanted.roles() == null ? Set.of() : Set.copyOf(wanted.roles()), heldRows);
            Stream<Found> former = found(FORMER, wanted.loginKey() == null ? Set.of() : Set.of(wanted.loginKey()), List.of());
            return resolved(Stream.of(team, skills, roles, heldRows.stream(), former)
                    .flatMap(rows -> rows).toList()).requireAllOf(wanted);
        }

        /** What one of the users has now. */
        public ResolvedNames.Held heldBy(UUID user) {
            return Directory.held(held.getOrDefault(user, List.of()));
        }

        /** What users have now need not be looked up by name as well. */
        private Stream<Found> found(String kind, Collection<String> wanted, List<Found> heldRows) {
            Map<String, Found> known = heldRows.stream().map(Found::wanted).filter(row -> kind.equals(row.kind))
                    .collect(Collectors.toMap(Found::name, row -> row));
            known.putAll(names.getOrDefault(kind, Map.of()));
            return wanted.stream().map(known::get).filter(row -> row != null);
        }
    }

    private Uni<List<Found>> names(Tenant tenant, List<NamesToResolve> wanted) {
        String[] teams = all(wanted, names -> names.team() == null ? List.of() : List.of(names.team()));
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(NAMES, Object[].class).setParameter("tenant", tenant.id())
                        .setParameter("logins",
                                all(wanted, names -> names.loginKey() == null ? List.of() : List.of(names.loginKey())))
                        .setParameter("teams", teams).setParameter("skills", all(wanted, NamesToResolve::skills))
                        .setParameter("roles", all(wanted, NamesToResolve::roles)).getResultList())
                .map(rows -> rows.stream().map(Found::of).toList());
    }

    private static String[] all(List<NamesToResolve> wanted, Function<NamesToResolve, Collection<String>> some) {
        return wanted.stream().map(some).filter(names -> names != null).flatMap(Collection::stream).distinct()
                .toArray(String[]::new);
    }

    private Uni<Map<UUID, List<Found>>> held(Tenant tenant, Set<UUID> users) {
        return users.isEmpty() ? Uni.createFrom().item(Map.of())
                : Panache.getSession()
                        .chain(session -> session.createSelectionQuery(HELD, Object[].class).setParameter("tenant", tenant.id())
                                .setParameter("users", users).getResultList())
                        .map(rows -> rows.stream().collect(Collectors.groupingBy(row -> (UUID) row[5],
                                Collectors.mapping(Found::of, Collectors.toList()))));
    }

    private static Stream<Part> parts(Tenant tenant, NamesToResolve wanted) {
        return Stream.of(
                new Part(ROLES, "roles", array(wanted.roles())),
                new Part(DEFAULT_ROLES, "tenant", wanted.defaultRoles() ? tenant.id() : null),
                new Part(HELD_ROLES, "user", wanted.userId()),
                new Part(SUPERVISED_TEAMS, "user", wanted.userId()),
                new Part(HELD_TEAM, "user", wanted.heldTeam() ? wanted.userId() : null),
                new Part(HELD_SKILLS, "user", wanted.heldSkills() ? wanted.userId() : null),
                new Part(TEAM, "team", wanted.team()),
                new Part(SKILLS, "skills", array(wanted.skills())),
                new Part(FORMER_LOGIN, "login", wanted.loginKey())).filter(part -> part.value != null);
    }

    /** Null if there are no names. */
    private static String[] array(Collection<String> names) {
        return names == null || names.isEmpty() ? null : names.toArray(String[]::new);
    }

    private static ResolvedNames resolved(List<Found> rows) {
        UUID team = ofKind(rows, "team").map(Found::id).findFirst().orElse(null);
        Map<String, UUID> skills = ofKind(rows, "skill").collect(Collectors.toMap(Found::name, Found::id));
        UUID former = ofKind(rows, FORMER).map(Found::id).findFirst().orElse(null);
        return new ResolvedNames(team, skills, roles(rows, "role"), held(rows), former);
    }

    private static ResolvedNames.Held held(List<Found> rows) {
        String team = ofKind(rows, "held team").map(Found::name).findFirst().orElse(null);
        Map<String, Integer> skills = ofKind(rows, "held skill").collect(Collectors.toMap(Found::name, Found::level));
        Set<UUID> supervised = ofKind(rows, "supervised").map(Found::id).collect(Collectors.toSet());
        return new ResolvedNames.Held(team, roles(rows, "held"), skills, supervised);
    }

    private static List<RoleRow> roles(List<Found> rows, String kind) {
        return ofKind(rows, kind).map(Found::role).toList();
    }

    private static Stream<Found> ofKind(List<Found> rows, String kind) {
        return rows.stream().filter(row -> kind.equals(row.kind));
    }
}
