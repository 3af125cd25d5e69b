package org.callroster.audit;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Conditions;
import org.callroster.database.Database;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

@ApplicationScoped
class AuditRepository {

    private static final String EVENTS = """
            select id, at, action, actor, actor_id, subject, subject_id, via, address, request, credential, old_values, new_values,
                reason, count, job
            from audit where\s""";

    private static final String NEWEST = " order by at desc, id desc limit ";

    private final Database database;

    AuditRepository(Database database) {
        this.database = database;
    }

    /** Fails with 400 for invalid values in the query. */
    Uni<AuditList> list(Tenant tenant, AuditQuery query) {
        int size = query.size();
        Conditions events = conditions(tenant, query.check());
        return database.list(sql(events, query, NEWEST + (size + 1)), events.parameters())
                .map(rows -> AuditList.of(rows, size));
    }

    private static Conditions conditions(Tenant tenant, AuditQuery query) {
        AuditQuery.End end = query.end();
        return Conditions.of(tenant.id(), "tenant_id").and("(at, id) < (?, ?)", end.at(), end.id())
                .and("at >= ?", query.since()).andIf("action = ?", query.kind()).andIf("actor_key = ?", key(query.actor()))
                .andIf("subject_key = ?", key(query.subject())).andIf("via = ?", query.via())
                .andIf("request = ?", query.request()).andIf("job = ?", query.jobId());
    }

    private static String key(String login) {
        return login == null ? null : LoginKey.of(login);
    }

    /** What users did and what was done to them have an index each. */
    private static String sql(Conditions events, AuditQuery query, String newest) {
        if (query.user() == null) {
            return EVENTS + events + newest;
        }
        String by = events.numbered("actor_key = ?", key(query.user()));
        return "(" + EVENTS + events + " and " + by + newest + ") union (" + EVENTS + events + " and "
                + by.replace("actor_key", "subject_key") + newest + ")" + newest;
    }
}
