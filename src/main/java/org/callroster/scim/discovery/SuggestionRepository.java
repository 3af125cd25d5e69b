package org.callroster.scim.discovery;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** The values that schemas suggest. */
@ApplicationScoped
class SuggestionRepository {

    private static final String NAMES = """
            select 'role' as kind, name from role where tenant_id = $1
            union all select 'skill', name from skill where tenant_id = $1 order by name""";

    /** Names of a tenant, sorted. */
    record Suggestions(List<String> roles, List<String> skills) {

        private static Suggestions of(List<Row> rows) {
            return new Suggestions(names(rows, "role"), names(rows, "skill"));
        }

        private static List<String> names(List<Row> rows, String kind) {
            return rows.stream().filter(row -> row.getString("kind").equals(kind)).map(row -> row.getString("name")).toList();
        }
    }

    private final Database database;

    SuggestionRepository(Database database) {
        this.database = database;
    }

    Uni<Suggestions> of(Tenant tenant) {
        return database.list(NAMES, tenant.id()).map(Suggestions::of);
    }
}
