package org.callroster.scim.group;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Reads the members of groups by their login ids, a part at a time: a group may have any number. */
@ApplicationScoped
class GroupMembers {

    /** Of one statement. */
    static final int PART = 1000;

    private static final String NEXT = """
            select id, login_id, login_key from app_user
            where tenant_id = $1 and team_id = $2 and login_key > $3 order by login_key limit $4""";
    private static final String FIRST_OF_EACH = """
            select g.id as team_id, m.id, m.login_id, m.login_key from unnest(cast($2 as uuid[])) as g (id)
            cross join lateral (select u.id, u.login_id, u.login_key from app_user u
                where u.tenant_id = $1 and u.team_id = g.id order by u.login_key limit $3) m
            order by g.id, m.login_key""";

    record Member(UUID id, String loginId, String loginKey) {

        static Member of(Row row) {
            return new Member(row.getUUID("id"), row.getString("login_id"), row.getString("login_key"));
        }
    }

    private final Database database;

    GroupMembers(Database database) {
        this.database = database;
    }

    /** The first ones, by group. */
    Uni<Map<UUID, List<Member>>> first(Tenant tenant, List<UUID> groups, int most) {
        return groups.isEmpty() ? Uni.createFrom().item(Map.of())
                : database.list(FIRST_OF_EACH, tenant.id(), groups.toArray(UUID[]::new), most)
                        .map(rows -> rows.stream().collect(Collectors.groupingBy(row -> row.getUUID("team_id"),
                                Collectors.mapping(Member::of, Collectors.toList()))));
    }

    /** All that follow a login key, in parts. */
    Multi<List<Member>> after(Tenant tenant, UUID group, String loginKey) {
        String[] last = { loginKey };
        return Multi.createBy().repeating().uni(() -> next(tenant, group, last[0])
                .invoke(part -> last[0] = part.isEmpty() ? last[0] : part.get(part.size() - 1).loginKey()))
                .whilst(part -> part.size() == PART);
    }

    private Uni<List<Member>> next(Tenant tenant, UUID group, String loginKey) {
        return database.list(NEXT, tenant.id(), group, loginKey, PART)
                .map(rows -> rows.stream().map(Member::of).toList());
    }
}
