package org.callroster.lock.list;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.database.Database;
import org.callroster.lock.LockRule;
import org.callroster.values.Paging;

import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class LockListRepository {

    private static final String LIST = """
            select u.login_id, u.login_key, f.credential, f.failures, f.last_failure_at, f.last_address,
                nullif(f.locked_until, timestamptz '%s') as ends_at
            from login_failure f join app_user u on u.tenant_id = f.tenant_id and u.id = f.user_id
            where f.tenant_id = $1 and f.locked_until is not null and f.locked_until > now()
                and (u.login_key, f.credential) > ($2, $3)
                and (cast($4 as boolean) or u.team_id = any(cast($5 as uuid[])))
                and (cast($7 as text) is null or u.login_key = $7)
                and (cast($8 as text) is null or u.team_id = (select id from team where tenant_id = $1 and name = $8))
                and (cast($9 as text) is null or f.credential = $9)
                and (cast($10 as text) is null or f.last_address = $10)
            order by u.login_key, f.credential limit $6""".formatted(LockRule.UNTIL_CLEARED);

    private static final String IN_REACH = """
            from login_failure f join app_user u on u.tenant_id = f.tenant_id and u.id = f.user_id
            where f.tenant_id = $1 and u.tenant_id = $1 and f.locked_until is not null and f.locked_until > now()
                and (cast($2 as boolean) or u.team_id = any(cast($3 as uuid[])))
            """;
    private static final String COUNT = "select count(*) filter (where f.credential = 'PASSWORD') as passwords,"
            + " count(*) filter (where f.credential = 'SECRET') as secrets\n" + IN_REACH;
    /** So many locks from one address may still be a household or an office. */
    private static final int FEW = 3;
    private static final String ADDRESSES = "select f.last_address, count(*) as locks,"
            + " max(f.last_failure_at) as last_failure_at\n" + IN_REACH
            + "and f.last_address is not null group by f.last_address having count(*) > " + FEW
            + " order by locks desc, last_failure_at desc, f.last_address limit 100";

    private final Database database;

    LockListRepository(Database database) {
        this.database = database;
    }

    /** The locks of the users in the caller's reach. Fails with 400 for invalid values. */
    public Uni<LockList> list(Caller caller, LockFilter filter) {
        filter.check();
        int size = Paging.limit(filter.limit());
        String[] after = Paging.after(filter.cursor(), "", "");
        return database.list(LIST, caller.tenant().id(), after[0], after[1], caller.seesAllTeams(),
                caller.supervisedTeams().toArray(UUID[]::new), size + 1, filter.userKey(), filter.team(),
                filter.credentialName(), filter.address())
                .map(rows -> LockList.of(rows, size));
    }

    /** The locks of the users in the caller's reach. */
    public Uni<LockCounts> count(Caller caller) {
        return database.first(COUNT, reach(caller)).map(Optional::orElseThrow)
                .map(row -> new LockCounts(row.getLong("passwords"), row.getLong("secrets")));
    }

    /** The addresses that made more than three of these locks, most first; at most 100. */
    public Uni<List<LockAddress>> addresses(Caller caller) {
        return database.list(ADDRESSES, reach(caller)).map(rows -> rows.stream().map(LockAddress::of).toList());
    }

    private static Object[] reach(Caller caller) {
        return new Object[] { caller.tenant().id(), caller.seesAllTeams(), caller.supervisedTeams().toArray(UUID[]::new) };
    }
}
