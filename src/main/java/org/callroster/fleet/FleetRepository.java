package org.callroster.fleet;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.access.AccessFilter;
import org.callroster.caller.Caller;
import org.callroster.database.Conditions;
import org.callroster.database.Database;
import org.callroster.error.Failure;
import org.callroster.policy.SecurityPolicies;
import org.callroster.profile.UserRow;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;
import org.callroster.values.Times;
import org.callroster.values.Uuids;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Reads users by filters. Never looks beyond the caller's reach. */
@ApplicationScoped
public class FleetRepository {

    private static final int LOGINS_IN_A_PAGE = 5000;
    private static final int NAMES_OF_CHOSEN = 10;

    private static final String SELECT = "select u.name_key, u.login_key, " + UserRow.COLUMNS;
    private static final String NAMES = """
            select 'team' as kind, id, name from team where tenant_id = $1 and name = any($2)
            union all select 'role', id, name from role where tenant_id = $1 and name = any($3)
            union all select 'skill', id, name from skill where tenant_id = $1 and name = any($4)""";
    private static final String ROLE = "exists (select 1 from user_role r"
            + " where r.tenant_id = $1 and r.user_id = u.id and r.role_id = any(?))";
    private static final String SKILL = "exists (select 1 from user_skill s"
            + " where s.tenant_id = $1 and s.user_id = u.id and s.skill_id = any(?) and (%s))";
    private static final String NO_SKILL = "not exists (select 1 from user_skill s"
            + " where s.tenant_id = $1 and s.user_id = u.id and s.skill_id = any(?))";
    private static final String LOCKED = "exists (select 1 from login_failure f"
            + " where f.tenant_id = $1 and f.user_id = u.id and f.locked_until is not null and f.locked_until > now())";

    private final Database database;
    private final SecurityPolicies policies;

    FleetRepository(Database database, SecurityPolicies policies) {
        this.database = database;
        this.policies = policies;
    }

    /** The rows of a page, and one more if there is another page. Fails with 404 for unknown names. */
    Uni<List<Row>> page(Caller caller, UserFilter filter, UserPage page) {
        String order = page.order().order();
        return conditions(caller, filter).chain(users -> {
            String after = users.numbered(page.order().after(), page.after(filter));
            return first(page.size() + 1, order, after, users,
                    found -> SELECT + " from (" + found + ") u" + UserRow.JOINS + " order by " + order);
        });
    }

    /**
     * A query for all of them. Fails with 400, or with 404 for unknown names.
     *
     * @param loginKeys of those who are wanted alone; null for all
     */
    public Uni<Selection> selection(Caller caller, UserFilter filter, Set<String> loginKeys) {
        filter.check(new Checks()).orFail();
        return conditions(caller, filter, loginKeys)
                .map(users -> new Selection(SELECT + " from app_user u" + UserRow.JOINS + " where " + users
                        + " order by u.login_key", List.of(users.parameters())));
    }

    /** The login ids of all of them, in sorted pages. Fails as {@link #selection}. */
    public Multi<List<String>> logins(Caller caller, UserFilter filter) {
        filter.check(new Checks()).orFail();
        return Multi.createBy().repeating()
                .uni(() -> new String[] { "" }, at -> logins(caller, filter, at[0])
                        .invoke(page -> at[0] = page.isEmpty() ? at[0] : LoginKey.of(page.get(page.size() - 1))))
                .whilst(page -> page.size() == LOGINS_IN_A_PAGE);
    }

    private Uni<List<String>> logins(Caller caller, UserFilter filter, String after) {
        return conditions(caller, filter)
                .chain(users -> first(LOGINS_IN_A_PAGE, "u.login_key", users.numbered("u.login_key > ?", after), users,
                        found -> found))
                .map(rows -> rows.stream().map(row -> row.getString("login_id")).toList());
    }

    /**
     * Some users, before they are changed together.
     *
     * @param names of the first of them, by login id
     */
    public record Chosen(long people, long teams, List<String> names) {
    }

    /** Parameters and failures as those of {@link #selection}. */
    public Uni<Chosen> chosen(Caller caller, UserFilter filter, Set<String> loginKeys) {
        filter.check(new Checks()).orFail();
        return conditions(caller, filter, loginKeys).chain(users -> database
                .first("select count(*) as people, count(distinct u.team_id) as teams from app_user u where " + users,
                        users.parameters())
                .chain(counted -> first(NAMES_OF_CHOSEN, "u.login_key", users.numbered("u.login_key > ?", ""), users,
                        found -> found).map(rows -> chosen(counted.orElseThrow(), rows))));
    }

    private static Chosen chosen(Row counted, List<Row> first) {
        return new Chosen(counted.getLong("people"), counted.getLong("teams"),
                first.stream().map(FleetRepository::name).toList());
    }

    private static String name(Row user) {
        String name = Stream.of(user.getString("first_name"), user.getString("last_name")).filter(Objects::nonNull)
                .collect(Collectors.joining(" ")).strip();
        return name.isEmpty() ? user.getString("login_id") : name;
    }

    /** How many of these logins are users in the caller's reach. */
    public Uni<Long> count(Caller caller, Set<String> loginKeys) {
        Conditions users = conditions(caller, UserFilter.ALL, FoundNames.NONE)
                .and("u.login_key = any(?)", (Object) loginKeys.toArray(String[]::new));
        return database.first("select count(*) as n from app_user u where " + users, users.parameters())
                .map(row -> row.orElseThrow().getLong("n"));
    }

    /** Check the filter before. Fails with 404 for unknown names. */
    Uni<UserCount> count(Caller caller, UserFilter filter) {
        return conditions(caller, filter)
                .chain(users -> database.first("select count(*)::int as n from (select 1 from (select 1 from app_user u where "
                        + users + " offset 0) as found limit " + (UserCount.MOST + 1) + ") as counted", users.parameters()))
                .map(row -> UserCount.of(row.orElseThrow().getInteger("n")));
    }

    private Uni<List<Row>> first(int wanted, String order, String after, Conditions users, UnaryOperator<String> query) {
        return new FirstUsers(database, users, order, after, wanted, query).find();
    }

    private Uni<Conditions> conditions(Caller caller, UserFilter filter) {
        return names(caller.tenant(), filter).map(names -> conditions(caller, filter, names))
                .chain(users -> withAccess(caller.tenant(), filter, users));
    }

    private Uni<Conditions> conditions(Caller caller, UserFilter filter, Set<String> loginKeys) {
        return conditions(caller, filter).map(users -> loginKeys == null ? users
                : users.and("u.login_key = any(?)", (Object) loginKeys.toArray(String[]::new)));
    }

    private Uni<Conditions> withAccess(Tenant tenant, UserFilter filter, Conditions users) {
        return filter.wantedAccess()
                .map(wanted -> policies.of(tenant).map(policy -> AccessFilter.add(users, wanted, policy)))
                .orElseGet(() -> Uni.createFrom().item(users));
    }

    private Uni<FoundNames> names(Tenant tenant, UserFilter filter) {
        return filter.namesAny()
                ? database.list(NAMES, tenant.id(), array(filter.teams()), array(filter.roles()), array(filter.skillNames()))
                        .map(rows -> FoundNames.of(rows, filter))
                : Uni.createFrom().item(FoundNames.NONE);
    }

    private static String[] array(List<String> names) {
        return names.toArray(String[]::new);
    }

    private static Conditions conditions(Caller caller, UserFilter filter, FoundNames names) {
        Conditions users = Conditions.of(caller.tenant().id(), "u.tenant_id");
        if (!caller.seesAllTeams()) {
            users.and("u.team_id = any(?)", (Object) caller.supervisedTeams().toArray(UUID[]::new));
        }
        any(users, "u.team_id = any(?)", FoundNames.ids(names.teams(), filter.team()));
        any(users, "u.team_id <> all(?)", FoundNames.ids(names.teams(), filter.notTeam()));
        any(users, ROLE, FoundNames.ids(names.roles(), filter.role()));
        any(users, "not " + ROLE, FoundNames.ids(names.roles(), filter.notRole()));
        any(users, NO_SKILL, FoundNames.ids(names.skills(), filter.notSkill()));
        skills(users, filter.skills(), names);
        flag(users, "u.disabled", filter.disabled());
        flag(users, LOCKED, filter.lockedOut());
        flag(users, "u.password_hash is not null", filter.hasPassword());
        times(users, filter);
        when(users, "u.id = ?", filter.uid(), FleetRepository::uid);
        SearchWords.patterns(filter.search()).forEach(pattern -> users.and("u.search_text like ?", pattern));
        return users;
    }

    private static void any(Conditions users, String condition, UUID[] ids) {
        if (ids.length > 0) {
            users.and(condition, (Object) ids);
        }
    }

    private static void skills(Conditions users, List<WantedSkill> wanted, FoundNames names) {
        if (!wanted.isEmpty()) {
            String levels = String.join(" or ", wanted.stream().map(skill -> "s.skill_id = ? and s.level >= ?").toList());
            UUID[] ids = FoundNames.ids(names.skills(), wanted.stream().map(WantedSkill::name).toList());
            users.and(SKILL.formatted(levels), Stream.concat(Stream.of((Object) ids), wanted.stream()
                    .flatMap(skill -> Stream.of(names.skills().get(skill.name()), skill.level()))).toArray());
        }
    }

    private static void flag(Conditions users, String condition, String value) {
        if (value != null) {
            users.and(value.equals("true") ? condition : "not (" + condition + ")");
        }
    }

    private static void times(Conditions users, UserFilter filter) {
        if (UserFilter.NEVER.equals(filter.lastLoginBefore())) {
            users.and("u.last_login_at is null");
        } else {
            when(users, "u.last_login_at < ?", filter.lastLoginBefore(), time("lastLoginBefore"));
        }
        when(users, "u.modified_at >= ?", filter.changedSince(), time("changedSince"));
        when(users, "u.created_at >= ?", filter.createdSince(), time("createdSince"));
    }

    private static void when(Conditions users, String condition, String given, Function<String, Object> read) {
        if (given != null) {
            users.and(condition, read.apply(given));
        }
    }

    private static Function<String, Object> time(String field) {
        return given -> Times.parameter(field, given);
    }

    private static UUID uid(String given) {
        return Uuids.of(given).orElseThrow(() -> Failure.badField("uid", "must be a UUID"));
    }
}
