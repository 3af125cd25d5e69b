package org.callroster.fleet;

import java.util.List;
import java.util.function.UnaryOperator;

import org.callroster.database.Conditions;
import org.callroster.database.Database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/**
 * The first users in an order that meet some conditions. PostgreSQL cannot know where they are: it would go through a million
 * users in their order to find a few at the end, or sort half a million to show fifty.
 *
 * @param after where they begin: a condition, with parameters of the users
 * @param query reads what {@code select * from app_user …} finds
 */
record FirstUsers(Database database, Conditions users, String order, String after, int wanted, UnaryOperator<String> query) {

    /** Users that are looked at first, in their order. They also tell how many match. */
    private static final int NEAR = 1000;
    /** Looked at next, if the wanted are probably among so many. */
    private static final int FAR = 10_000;

    Uni<List<Row>> find() {
        return users.isTenantOnly() ? among(wanted) : among(NEAR).chain(near -> isEnough(near) ? Uni.createFrom().item(near)
                : near.size() * (FAR / NEAR) < wanted ? amongAll() : amongMany());
    }

    private Uni<List<Row>> amongMany() {
        return among(FAR).chain(found -> isEnough(found) ? Uni.createFrom().item(found) : amongAll());
    }

    private boolean isEnough(List<Row> found) {
        return found.size() == wanted;
    }

    private Uni<List<Row>> among(int near) {
        return read("select * from (select * from app_user u where u.tenant_id = $1 and " + after + sorted(near) + ") u where "
                + users + sorted(wanted));
    }

    /** Finds all before it sorts them. */
    private Uni<List<Row>> amongAll() {
        return read("select * from (select * from app_user u where " + users + " and " + after + " offset 0) u"
                + sorted(wanted));
    }

    private String sorted(int limit) {
        return " order by " + order + " limit " + limit;
    }

    private Uni<List<Row>> read(String found) {
        return database.list(query.apply(found), users.parameters());
    }
}
