package org.callroster.scim.user;

import java.util.List;
import java.util.Optional;

import org.callroster.database.Conditions;
import org.callroster.error.ScimFailure;
import org.callroster.error.ScimFailure.Type;
import org.callroster.profile.ProvisionedRow;
import org.callroster.scim.ListParameters;
import org.callroster.scim.filter.SqlColumns.Reach;
import org.callroster.scim.filter.SqlConditions;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.tenant.Tenant;

import io.vertx.mutiny.sqlclient.Row;

/**
 * One statement for a page of users and their total. A filter by a key has few hits, which are counted as they are read. The hits
 * of others are all found first, by an index if one answers a part of the filter; otherwise all users of the tenant are looked at,
 * if there are not too many. Without a filter, the order of an index is followed.
 */
final class UserQuery {

    /** Up to so many users, the total of an unfiltered list is exact. */
    static final int MOST_COUNTED = 20_000;
    private static final String HITS = "hits as materialized (select u.id, %s as sort from app_user u where %s), ";
    private static final String COUNTED = "(select count(*) from (select 1 from app_user u where u.tenant_id = $1 limit %d) n)";

    private final ListParameters wanted;
    private final UserOrder order;
    private final Conditions users;
    private final boolean isFiltered;
    private final boolean walks;
    private final String sql;

    /**
     * Throws 400.
     *
     * @param after the key of the last user of the page before; null for the first page, and for one by index
     * @param walkLimit the most users that are looked at without an index
     */
    UserQuery(Tenant tenant, ListParameters wanted, ProvisionedRow.Selection columns, List<String> after, int walkLimit) {
        this.wanted = wanted;
        this.order = UserOrder.named(wanted.sortBy());
        this.users = Conditions.of(tenant.id(), "u.tenant_id");
        Optional<SqlConditions.Condition> condition =
                wanted.filter(ResourceKind.USER).map(filter -> filter.accept(new SqlConditions(UserColumns.OF_USERS, users)));
        this.walks = condition.map(known -> known.reach() == Reach.ALL).orElse(!order.isIndexed);
        this.isFiltered = condition.isPresent() || walks;
        condition.ifPresent(known -> users.and(known.sql()));
        boolean isFew = condition.isPresent() && condition.get().reach() == Reach.FEW;
        this.sql = isFew && isFirst() ? sqlOfFew(columns)
                : sql(columns, after, COUNTED.formatted(walkLimit + 1) + " <= " + walkLimit);
    }

    private boolean isFirst() {
        return !wanted.isByCursor() && wanted.start() == 1 && wanted.size() > 0;
    }

    /** Of a few hits, which are counted as they are read. */
    private String sqlOfFew(ProvisionedRow.Selection columns) {
        return "select count(*) over () as total, true as is_possible, " + order.sql + " as sort, " + columns.columns()
                + " from app_user u where " + users + " order by " + order.order("", wanted.isDescending()) + " limit "
                + wanted.size();
    }

    private String sql(ProvisionedRow.Selection columns, List<String> after, String few) {
        boolean isDescending = wanted.isDescending();
        String hits = isFiltered ? HITS.formatted(order.sql, walks ? few + " and " + users : users) : "";
        String source = isFiltered ? "hits" : "(select u.id, " + order.sql + " as sort from app_user u where " + users + ") u";
        String from = after == null ? "" : " where " + order.after(users, after, isDescending);
        String offset = wanted.isByCursor() ? "" : " offset " + (wanted.start() - 1);
        return "with " + hits + "page as (select id, sort from " + source + from + " order by " + order.order("", isDescending)
                + " limit " + (wanted.size() + 1) + offset + ") select "
                + (isFiltered ? "(select count(*) from hits)" : COUNTED.formatted(MOST_COUNTED + 1)) + " as total, "
                + (walks ? few : "true") + " as is_possible, page.sort, " + columns.columns()
                + " from (select 1) one left join page on true left join app_user u on u.tenant_id = $1 and u.id = page.id"
                + " order by " + order.order("page.", isDescending);
    }

    String sql() {
        return sql;
    }

    Object[] parameters() {
        return users.parameters();
    }

    /** How many hits there are, or {@link #MOST_COUNTED} and one more users of an unfiltered list. */
    static long total(List<Row> rows) {
        return rows.isEmpty() ? 0 : rows.get(0).getLong("total");
    }

    boolean isFiltered() {
        return isFiltered;
    }

    /** Throws 400 if there were too many users to look at. */
    void requireFew(List<Row> rows) {
        if (rows.stream().anyMatch(row -> !row.getBoolean("is_possible"))) {
            throw ScimFailure.badRequest(Type.TOO_MANY, wanted.filter() == null
                    ? "there are too many users to sort them by " + wanted.sortBy()
                            + ": sort by id or userName, or add a filter"
                    : "no index answers this filter, and there are many users: add a comparison that one answers, such as"
                            + " userName eq, externalId eq, emails eq, groups eq or meta.lastModified gt");
        }
    }
}
