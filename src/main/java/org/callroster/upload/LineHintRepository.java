package org.callroster.upload;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

@ApplicationScoped
class LineHintRepository {

    private static final String KNOWN = """
            select 'team' as kind, name from team where tenant_id = $1 and name = any($2)
            union all select 'roles', name from role where tenant_id = $1 and name = any($3)
            union all select 'skills', name from skill where tenant_id = $1 and name = any($4)
            union all select 'pool', cast(first_numbers[1] as text) from extension_pool where tenant_id = $1""";
    private static final String ALL = """
            (select 'team' as kind, name from team where tenant_id = $1 order by name limit 1000)
            union all (select 'roles', name from role where tenant_id = $1 order by name limit 1000)
            union all (select 'skills', name from skill where tenant_id = $1 order by name limit 1000)""";

    /** Names by the field that they are used in: {@code team}, {@code roles}, {@code skills}. */
    record Names(Map<String, Set<String>> byField) {

        private static Names of(List<Row> rows) {
            return new Names(rows.stream().collect(Collectors.groupingBy(row -> row.getString("kind"),
                    Collectors.mapping(row -> row.getString("name"), Collectors.toSet()))));
        }

        Set<String> in(String field) {
            return byField.getOrDefault(field, Set.of());
        }
    }

    private final Database database;

    LineHintRepository(Database database) {
        this.database = database;
    }

    /** Those of the names that exist, and as {@code pool} the first number of the extension pool. */
    Uni<Names> known(Tenant tenant, String[] teams, String[] roles, String[] skills) {
        return database.list(KNOWN, tenant.id(), teams, roles, skills).map(Names::of);
    }

    /** The first 1,000 names of each field. */
    Uni<Names> all(Tenant tenant) {
        return database.list(ALL, tenant.id()).map(Names::of);
    }
}
