package org.callroster.audit;

import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Statements;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

@ApplicationScoped
class AuditRepository {

    /** The newest first: ids begin with the time. */
    private static final String LIST = """
            select id, at, action, actor, subject, reason, address, count from audit
            where tenant_id = $1 and id < $2
                and (cast($3 as text) is null or lower(actor) = $3 or lower(subject) = $3)
                and (cast($4 as text) is null or action = $4)
                and at >= $5 and at < $6
            order by id desc limit $7""";

    private final Statements statements;

    AuditRepository(Statements statements) {
        this.statements = statements;
    }

    /** Fails with 400 for what can't be read. */
    Uni<AuditList> list(Tenant tenant, AuditQuery query) {
        int size = query.size();
        return statements.all(LIST, tenant.id(), query.before(), query.userKey(), query.checkedKind(), query.since(),
                query.until(), size + 1)
                .map(rows -> AuditList.of(StreamSupport.stream(rows.spliterator(), false).toList(), size));
    }
}
