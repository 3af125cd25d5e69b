package org.callroster.audit;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

@ApplicationScoped
class AuditRepository {

    private static final String EVENTS = """
            select id, at, action, actor, subject, reason, address, count from audit
            where tenant_id = $1 and id < $2 and id >= $3 and at >= $4 and at < $5""";

    /** Ids begin with the time. */
    private static final String NEWEST = " order by id desc limit $6";

    private static final String OF_KIND = " and action = $7";
    private static final String OF_ANY_KIND = " and cast($7 as text) is null";
    private static final String BY = " and actor_key = $8";
    private static final String TO = " and subject_key = $8";
    private static final String OF_ANY_USER = " and cast($8 as text) is null";

    private final Database database;

    AuditRepository(Database database) {
        this.database = database;
    }

    /** Fails with 400 for invalid values in the query. */
    Uni<AuditList> list(Tenant tenant, AuditQuery query) {
        int size = query.size();
        return database
                .list(sql(query), tenant.id(), query.before(), query.notBefore(), query.since(), query.until(), size + 1,
                        query.checkedKind(), query.userKey())
                .map(rows -> AuditList.of(rows, size));
    }

    /** Each condition has its own index and is added only when requested, so that a page never reads more than it needs. */
    private static String sql(AuditQuery query) {
        String events = EVENTS + (query.kind() == null ? OF_ANY_KIND : OF_KIND);
        return query.user() == null ? events + OF_ANY_USER + NEWEST
                : "(" + events + BY + NEWEST + ") union (" + events + TO + NEWEST + ")" + NEWEST;
    }
}
