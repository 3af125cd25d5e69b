package org.callroster.directory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Privilege;
import org.callroster.database.OpenTransaction;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/** Finds teams, skills and roles by name. */
@ApplicationScoped
public class Directory {

    private static final String RESOLVE = """
            select 'team' as kind, id, name, null as privileges
            from team where tenant_id = $1 and name = $2
            union all
            select 'skill', id, name, null
            from skill where tenant_id = $1 and name = any($3)
            union all
            select 'role', id, name, array_to_string(privileges, ',')
            from role where tenant_id = $1 and (name = any($4) or ($5 and assign_to_new_users))
            union all
            select 'held', r.id, r.name, array_to_string(r.privileges, ',')
            from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
            where ur.tenant_id = $1 and ur.user_id = $6
            union all
            select 'supervised', team_id, null, null
            from supervised_team where tenant_id = $1 and user_id = $6""";

    /** Resolves all names of one request in one round trip. Fails with 404 if one is unknown. */
    public Uni<ResolvedNames> resolve(Tenant tenant, NamesToResolve wanted) {
        return OpenTransaction
                .rows(RESOLVE, tenant.id(), wanted.team(), wanted.skillNames(), wanted.roleNames(), wanted.defaultRoles(),
                        wanted.userId())
                .map(rows -> resolved(rows).requireAllOf(wanted));
    }

    private static ResolvedNames resolved(List<Object[]> rows) {
        UUID team = ofKind(rows, "team").map(Directory::id).findFirst().orElse(null);
        Map<String, UUID> skills = ofKind(rows, "skill").collect(Collectors.toMap(Directory::name, Directory::id));
        Set<UUID> supervised = ofKind(rows, "supervised").map(Directory::id).collect(Collectors.toSet());
        return new ResolvedNames(team, skills, roles(rows, "role"), roles(rows, "held"), supervised);
    }

    private static List<RoleRow> roles(List<Object[]> rows, String kind) {
        return ofKind(rows, kind).map(row -> new RoleRow(id(row), name(row), privileges(row))).toList();
    }

    private static Stream<Object[]> ofKind(List<Object[]> rows, String kind) {
        return rows.stream().filter(row -> kind.equals(row[0]));
    }

    private static UUID id(Object[] row) {
        return (UUID) row[1];
    }

    private static String name(Object[] row) {
        return (String) row[2];
    }

    private static Set<Privilege> privileges(Object[] row) {
        return Privilege.named((String) row[3]);
    }
}
