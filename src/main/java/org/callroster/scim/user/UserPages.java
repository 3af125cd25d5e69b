package org.callroster.scim.user;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.database.LookupCache;
import org.callroster.directory.ChangeableUsers;
import org.callroster.profile.ProvisionedRow;
import org.callroster.scim.Cursors;
import org.callroster.scim.ListParameters;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.UserSchemas;
import org.callroster.tenant.Tenant;
import org.callroster.values.Paging;

import com.github.benmanes.caffeine.cache.Ticker;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Reads users for SCIM: one, or a page, in one statement. */
@ApplicationScoped
public class UserPages {

    private static final Duration TOTAL_KEPT = Duration.ofSeconds(10);

    /**
     * @param total null if it is not told
     * @param next the cursor of the next page; null if there is none, or no cursor was asked for
     */
    public record Page(Long total, List<ProvisionedRow> users, String next) {
    }

    private final Database database;
    private final Cursors cursors;
    private final ScimConfig config;
    private final LookupCache<Tenant, Long> totals;

    UserPages(Database database, Cursors cursors, ScimConfig config, Ticker clock) {
        this.database = database;
        this.cursors = cursors;
        this.config = config;
        this.totals = new LookupCache<>(clock, TOTAL_KEPT, this::count);
    }

    private Uni<Long> count(Tenant tenant) {
        return database.first("select count(*) as total from app_user where tenant_id = $1", tenant.id())
                .map(row -> row.orElseThrow().getLong("total"));
    }

    /** Fails with 404. */
    public Uni<ProvisionedRow> one(Tenant tenant, UUID id, Projection projection) {
        return database
                .first("select " + wanted(projection).columns() + " from app_user u where u.tenant_id = $1 and u.id = $2",
                        tenant.id(), id)
                .map(found -> found.map(ProvisionedRow::of).orElseThrow(ChangeableUsers::notFound));
    }

    private static ProvisionedRow.Selection wanted(Projection projection) {
        return new ProvisionedRow.Selection(projection.wants(null, "groups"), projection.wants(null, "roles"),
                projection.wants(UserSchemas.CALLROSTER.urn(), "skills"),
                projection.names(UserSchemas.CALLROSTER.urn(), "lockedOut"));
    }

    /** Fails with 400. */
    public Uni<Page> page(Tenant tenant, ListParameters wanted, Projection projection) {
        boolean isFirst = !wanted.isByCursor() || wanted.cursor().isEmpty();
        List<String> after = isFirst ? null : cursors.key(tenant, list(wanted), wanted.cursor());
        UserQuery query = new UserQuery(tenant, wanted, wanted(projection), after, config.walkLimit());
        return database.list(query.sql(), query.parameters())
                .invoke(query::requireFew)
                .chain(rows -> total(tenant, query, UserQuery.total(rows))
                        .map(total -> page(tenant, wanted, rows, total)));
    }

    /** Of a tenant with many users, at most ten seconds old. */
    private Uni<Long> total(Tenant tenant, UserQuery query, long counted) {
        return counted > UserQuery.MOST_COUNTED && !query.isFiltered() ? totals.get(tenant) : Uni.createFrom().item(counted);
    }

    /** What a cursor is bound to. */
    private static String list(ListParameters wanted) {
        return UserOrder.named(wanted.sortBy()) + (wanted.isDescending() ? " descending " : " ")
                + (wanted.filter() == null ? "" : wanted.filter());
    }

    private Page page(Tenant tenant, ListParameters wanted, List<Row> rows, long total) {
        List<Row> found = rows.stream().filter(row -> row.getUUID("id") != null).toList();
        List<Row> shown = Paging.page(found, wanted.size());
        String next = wanted.isByCursor() && found.size() > shown.size() && !shown.isEmpty()
                ? cursors.of(tenant, list(wanted), UserOrder.key(shown.get(shown.size() - 1)))
                : null;
        boolean isTold = !wanted.isByCursor() || total <= UserQuery.MOST_COUNTED;
        return new Page(isTold ? total : null, shown.stream().map(ProvisionedRow::of).toList(), next);
    }
}
