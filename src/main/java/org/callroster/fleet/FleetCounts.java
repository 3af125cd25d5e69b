package org.callroster.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.database.Database;
import org.callroster.database.LookupCache;
import org.callroster.values.Checks;

import com.github.benmanes.caffeine.cache.Ticker;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Counts users. Never beyond the caller's reach. */
@ApplicationScoped
public class FleetCounts {

    private static final String NAMED = "n.tenant_id = $1 and (cast($2 as text[]) is null or n.name = any($2))";

    /** $3 is the ids of the teams that the caller sees, null for all. */
    private static final String TEAMS = """
            select n.name, case when cast($3 as uuid[]) is null or n.id = any($3)
                then (select count(*) from app_user u where u.tenant_id = $1 and u.team_id = n.id) else 0 end as users
            from team n where\s""" + NAMED;
    /** Of roles or skills. */
    private static final String ALL = """
            select n.name, (select count(*) from user_%1$s m where m.tenant_id = $1 and m.%1$s_id = n.id) as users
            from %1$s n where\s""" + NAMED;
    /** The same for a caller who sees only the teams $3. */
    private static final String IN_REACH = """
            select n.name, coalesce(c.users, 0) as users from %1$s n left join (
                select m.%1$s_id as id, count(*) as users
                from app_user u join user_%1$s m on m.tenant_id = $1 and m.user_id = u.id
                where u.tenant_id = $1 and u.team_id = any($3) group by m.%1$s_id) c on c.id = n.id
            where\s""" + NAMED;

    private static final UserFilter OTHERS = UserFilter.of(Map.of("access", List.of("other")));
    /** To look through a million users for a reason that few have takes seconds. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final FleetRepository fleet;
    private final Database database;
    private final LookupCache<Caller, UserCount> others;

    FleetCounts(FleetRepository fleet, Database database, Ticker clock) {
        this.fleet = fleet;
        this.database = database;
        this.others = new LookupCache<>(clock, KEPT, reach -> fleet.count(reach, OTHERS));
    }

    /** How many users a filter finds. Fails with 400, or with 404 for unknown names of teams, roles and skills. */
    public Uni<UserCount> users(Caller caller, UserFilter filter) {
        filter.check(new Checks()).orFail();
        return fleet.count(caller, filter);
    }

    /** Who can't log in for another reason than that they are disabled or locked. The count is at most a minute old. */
    public Uni<UserCount> others(Caller caller) {
        return others.get(new Caller(caller.tenant(), null, null, caller.privileges(), caller.supervisedTeams()));
    }

    /** Members, by the names of all teams. */
    public Uni<Map<String, Long>> ofTeams(Caller caller) {
        return teams(caller, null);
    }

    /** Members, by the names of these teams; unknown names are left out. */
    public Uni<Map<String, Long>> ofTeams(Caller caller, Collection<String> names) {
        return teams(caller, array(names));
    }

    /** Who has them, by the names of all roles. */
    public Uni<Map<String, Long>> ofRoles(Caller caller) {
        return holders(caller, "role", null);
    }

    /** Who has them, by the names of these roles; unknown names are left out. */
    public Uni<Map<String, Long>> ofRoles(Caller caller, Collection<String> names) {
        return holders(caller, "role", array(names));
    }

    /** Who has them, at any level, by the names of all skills. */
    public Uni<Map<String, Long>> ofSkills(Caller caller) {
        return holders(caller, "skill", null);
    }

    /** Who has them, at any level, by the names of these skills; unknown names are left out. */
    public Uni<Map<String, Long>> ofSkills(Caller caller, Collection<String> names) {
        return holders(caller, "skill", array(names));
    }

    private Uni<Map<String, Long>> teams(Caller caller, String[] names) {
        return database.list(TEAMS, caller.tenant().id(), names, caller.seesAllTeams() ? null : reach(caller))
                .map(FleetCounts::byName);
    }

    private Uni<Map<String, Long>> holders(Caller caller, String kind, String[] names) {
        UUID tenant = caller.tenant().id();
        Uni<List<Row>> rows = caller.seesAllTeams() ? database.list(ALL.formatted(kind), tenant, names)
                : database.list(IN_REACH.formatted(kind), tenant, names, reach(caller));
        return rows.map(FleetCounts::byName);
    }

    private static UUID[] reach(Caller caller) {
        return caller.supervisedTeams().toArray(UUID[]::new);
    }

    private static String[] array(Collection<String> names) {
        return names.toArray(String[]::new);
    }

    private static Map<String, Long> byName(List<Row> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.getString("name"), row -> row.getLong("users")));
    }
}
