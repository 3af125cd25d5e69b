package org.callroster.scim.group;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Conditions;
import org.callroster.database.Database;
import org.callroster.error.ScimFailure;
import org.callroster.names.TeamRepository;
import org.callroster.scim.Cursors;
import org.callroster.scim.ListParameters;
import org.callroster.scim.filter.SqlConditions;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Reads groups: one, or a page, in one statement. */
@ApplicationScoped
class GroupPages {

    /** @param next the cursor of the next page; null if there is none, or no cursor was asked for */
    record Page(long total, List<GroupRow> groups, String next) {
    }

    private enum Order {
        ID("id", "g.id"), DISPLAY_NAME("displayName", "g.name"), EXTERNAL_ID("externalId", "g.external_id"),
        CREATED("meta.created", "to_char(g.created_at at time zone 'UTC', 'YYYYMMDDHH24MISSMS')"),
        LAST_MODIFIED("meta.lastModified", "to_char(g.modified_at at time zone 'UTC', 'YYYYMMDDHH24MISSMS')");

        private final String wire;
        private final String sql;

        Order(String wire, String sql) {
            this.wire = wire;
            this.sql = sql;
        }

        static Order named(String sortBy) {
            return sortBy == null || sortBy.isBlank() ? ID
                    : Arrays.stream(values()).filter(order -> order.wire.equalsIgnoreCase(sortBy.strip())).findFirst()
                            .orElseThrow(() -> ScimFailure.invalidValue("groups can't be sorted by " + sortBy));
        }
    }

    private final Database database;
    private final Cursors cursors;

    GroupPages(Database database, Cursors cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    /** Fails with 404. */
    Uni<GroupRow> one(Tenant tenant, UUID id) {
        return database
                .first("select " + GroupRow.COLUMNS + " from team g where g.tenant_id = $1 and g.id = $2", tenant.id(), id)
                .map(found -> found.map(GroupRow::of).orElseThrow(TeamRepository::notFound));
    }

    /** Fails with 400. */
    Uni<Page> page(Tenant tenant, ListParameters wanted) {
        Conditions groups = Conditions.of(tenant.id(), "g.tenant_id");
        wanted.filter(ResourceKind.GROUP).map(filter -> filter.accept(new SqlConditions(GroupColumns.OF_GROUPS, groups)))
                .ifPresent(condition -> groups.and(condition.sql()));
        Order order = Order.named(wanted.sortBy());
        String direction = wanted.isDescending() ? " desc" : "";
        String list = order + direction + " " + Optional.ofNullable(wanted.filter()).orElse("");
        int skipped = wanted.isByCursor() ? skipped(tenant, list, wanted.cursor()) : wanted.start() - 1;
        String sql = "with hits as materialized (select g.*, " + order.sql + " as sort from team g where " + groups
                + ") select (select count(*) from hits) as total, " + GroupRow.COLUMNS.replace("g.", "page.")
                + " from (select 1) one left join (select * from hits order by sort" + direction + ", id" + direction
                + " limit " + (wanted.size() + 1) + " offset " + skipped + ") page on true order by page.sort" + direction
                + ", page.id" + direction;
        return database.list(sql, groups.parameters()).map(rows -> page(tenant, wanted, list, skipped, rows));
    }

    /** A tenant has few teams, so a cursor may count them. */
    private int skipped(Tenant tenant, String list, String cursor) {
        return cursor.isEmpty() ? 0 : Integer.parseInt(cursors.key(tenant, list, cursor).get(0));
    }

    private Page page(Tenant tenant, ListParameters wanted, String list, int skipped, List<Row> rows) {
        List<GroupRow> found = rows.stream().filter(row -> row.getUUID("id") != null).map(GroupRow::of).toList();
        boolean hasMore = found.size() > wanted.size();
        String next = wanted.isByCursor() && hasMore && wanted.size() > 0
                ? cursors.of(tenant, list, List.of(String.valueOf(skipped + wanted.size())))
                : null;
        return new Page(rows.get(0).getLong("total"), hasMore ? found.subList(0, wanted.size()) : found, next);
    }
}
