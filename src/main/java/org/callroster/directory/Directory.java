package org.callroster.directory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.callroster.tenant.Privilege;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Finds the rows behind names. */
@ApplicationScoped
public class Directory {

    private static final String RESOLVE = """
            select 'team' as kind, id, name, null as privileges
            from team where tenant_id = :tenant and name = :team
            union all
            select 'skill', id, name, null
            from skill where tenant_id = :tenant and name = any(:skills)
            union all
            select 'role', id, name, array_to_string(privileges, ',')
            from role where tenant_id = :tenant and (name = any(:roles) or (:defaults and assign_to_new_users))
            union all
            select 'held', r.id, r.name, array_to_string(r.privileges, ',')
            from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
            where ur.tenant_id = :tenant and ur.user_id = :user""";

    private static final UUID NOBODY = new UUID(0, 0);

    /** All names of one request in one round trip. Fails with 404 if one is unknown. */
    public Uni<Resolved> resolve(Tenant tenant, Wanted wanted) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(RESOLVE, Tuple.class)
                        .setParameter("tenant", tenant.id())
                        .setParameter("team", wanted.team() == null ? "" : wanted.team())
                        .setParameter("skills", wanted.skillNames())
                        .setParameter("roles", wanted.roleNames())
                        .setParameter("defaults", wanted.defaultRoles())
                        .setParameter("user", wanted.userId() == null ? NOBODY : wanted.userId())
                        .getResultList())
                .map(rows -> resolved(rows).requireAllOf(wanted));
    }

    private static Resolved resolved(List<Tuple> rows) {
        UUID team = ofKind(rows, "team").map(Directory::id).findFirst().orElse(null);
        Map<String, UUID> skills = ofKind(rows, "skill").collect(Collectors.toMap(Directory::name, Directory::id));
        return new Resolved(team, skills, roles(rows, "role"), roles(rows, "held"));
    }

    private static List<RoleRow> roles(List<Tuple> rows, String kind) {
        return ofKind(rows, kind).map(row -> new RoleRow(id(row), name(row), privileges(row))).toList();
    }

    private static Stream<Tuple> ofKind(List<Tuple> rows, String kind) {
        return rows.stream().filter(row -> kind.equals(row.get("kind")));
    }

    private static UUID id(Tuple row) {
        return row.get("id", UUID.class);
    }

    private static String name(Tuple row) {
        return row.get("name", String.class);
    }

    private static Set<Privilege> privileges(Tuple row) {
        return Privilege.named(row.get("privileges", String.class));
    }
}
