package org.callroster.scim.user;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Conditions;
import org.callroster.database.Database;
import org.callroster.database.LookupCache;
import org.callroster.directory.ChangeableUsers;
import org.callroster.error.ScimFailure;
import org.callroster.error.ScimFailure.Type;
import org.callroster.profile.ProvisionedRow;
import org.callroster.scim.Cursors;
import org.callroster.scim.ListParameters;
import org.callroster.scim.filter.Filter;
import org.callroster.scim.filter.SqlConditions;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.scim.schema.UserSchemas;
import org.callroster.tenant.Tenant;

import com.github.benmanes.caffeine.cache.Ticker;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Reads users for SCIM: one, or a page, in one statement. */
@ApplicationScoped
public class UserPages {

    /** Up to so many hits, the total is exact. */
    private static final int MOST_COUNTED = 20_000;
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

    private static ProvisionedRow.Wanted wanted(Projection projection) {
        return new ProvisionedRow.Wanted(projection.wants(null, "groups"), projection.wants(null, "roles"),
                projection.wants(UserSchemas.CALLROSTER.urn(), "skills"),
                projection.names(UserSchemas.CALLROSTER.urn(), "lockedOut"));
    }

    /** Fails with 400. */
    public Uni<Page> page(Tenant tenant, ListParameters wanted, Projection projection) {
        Query query = new Query(tenant, wanted, wanted(projection));
        return database.list(query.sql(), query.users.parameters())
                .invoke(rows -> query.requireFew(rows.get(0)))
                .chain(rows -> total(tenant, query, rows.get(0).getLong("total")).map(total -> query.page(rows, total)));
    }

    /** Of a tenant with many users, at most ten seconds old. */
    private Uni<Long> total(Tenant tenant, Query query, long counted) {
        return counted > MOST_COUNTED && query.filter.isEmpty() ? totals.get(tenant) : Uni.createFrom().item(counted);
    }

    /** One list. Its first column of each row is the total. */
    private final class Query {

        private static final String HITS = "hits as materialized (select u.id, %s as sort from app_user u where %s)";
        private static final String COUNTED =
                "(select count(*) from (select 1 from app_user u where u.tenant_id = $1 limit %d) n)";

        private final Tenant tenant;
        private final ListParameters wanted;
        private final ProvisionedRow.Wanted columns;
        private final Optional<Filter> filter;
        private final UserOrder order;
        private final int size;
        private final Conditions users;

        Query(Tenant tenant, ListParameters wanted, ProvisionedRow.Wanted columns) {
            this.tenant = tenant;
            this.wanted = wanted;
            this.columns = columns;
            this.filter = wanted.filter(ResourceKind.USER);
            this.order = UserOrder.named(wanted.sortBy());
            this.size = wanted.size();
            this.users = Conditions.of(tenant.id(), "u.tenant_id");
        }

        String sql() {
            Optional<SqlConditions.Condition> condition =
                    filter.map(some -> some.accept(new SqlConditions(UserColumns.OF_USERS, users)));
            boolean walks = condition.map(known -> !known.isBounded()).orElse(!order.isIndexed);
            boolean isFiltered = condition.isPresent() || walks;
            String few = COUNTED.formatted(config.walkLimit() + 1) + " <= " + config.walkLimit();
            condition.ifPresent(known -> users.and(known.sql()));
            String hits = !isFiltered ? "" : HITS.formatted(order.sql, walks ? few + " and " + users : users) + ", ";
            String source =
                    isFiltered ? "hits" : "(select u.id, " + order.sql + " as sort from app_user u where " + users + ") u";
            return "with " + hits + "page as (select id, sort from " + source + after() + " order by "
                    + order.order(wanted.isDescending()) + " limit " + (size + 1) + offset() + ") select "
                    + (isFiltered ? "(select count(*) from hits)" : COUNTED.formatted(MOST_COUNTED + 1)) + " as total, "
                    + (walks ? few : "true") + " as is_possible, page.sort, " + columns.columns()
                    + " from (select 1) one left join page on true"
                    + " left join app_user u on u.tenant_id = $1 and u.id = page.id order by "
                    + order.order(wanted.isDescending()).replace("sort", "page.sort").replace("id", "page.id");
        }

        /** Where the page begins, if it is asked for by a cursor. */
        private String after() {
            return !wanted.isByCursor() || wanted.cursor().isEmpty() ? ""
                    : " where " + order.after(users, cursors.key(tenant, list(), wanted.cursor()), wanted.isDescending());
        }

        private String offset() {
            return wanted.isByCursor() ? "" : " offset " + (wanted.start() - 1);
        }

        /** What a cursor is bound to. */
        private String list() {
            return order + (wanted.isDescending() ? " descending " : " ") + (wanted.filter() == null ? "" : wanted.filter());
        }

        void requireFew(Row row) {
            if (!row.getBoolean("is_possible")) {
                throw ScimFailure.badRequest(Type.TOO_MANY, (filter.isPresent()
                        ? "no index answers this filter, and there are many users: add a comparison that one answers, such as"
                                + " userName eq, externalId eq, emails eq, groups eq or meta.lastModified gt"
                        : "there are too many users to sort them by " + wanted.sortBy() + ": sort by id or userName, or add a"
                                + " filter"));
            }
        }

        Page page(List<Row> rows, long total) {
            List<Row> found = rows.stream().filter(row -> row.getUUID("id") != null).toList();
            boolean hasMore = found.size() > size;
            List<Row> shown = hasMore ? found.subList(0, size) : found;
            String next = wanted.isByCursor() && hasMore && size > 0
                    ? cursors.of(tenant, list(), UserOrder.key(shown.get(size - 1)))
                    : null;
            boolean isTold = !wanted.isByCursor() || total <= MOST_COUNTED;
            return new Page(isTold ? total : null, shown.stream().map(ProvisionedRow::of).toList(), next);
        }
    }
}
