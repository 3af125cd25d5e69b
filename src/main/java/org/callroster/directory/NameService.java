package org.callroster.directory;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.caller.Caller;
import org.callroster.header.Preconditions;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Lists, creates and deletes teams and skills. */
@ApplicationScoped
public class NameService {

    private final NameRepository repository;
    private final AuditLog audit;

    NameService(NameRepository repository, AuditLog audit) {
        this.repository = repository;
        this.audit = audit;
    }

    Uni<List<NameView>> all(Tenant tenant, NameKind names) {
        return repository.all(tenant, names);
    }

    /** Creates the name if it does not exist yet. Fails with 412. */
    @WithTransaction
    public Uni<NameView> put(Caller caller, NameKind names, String name, NewName body, Preconditions conditions) {
        body.check(name);
        return repository.insert(caller.tenant(), names, name)
                .invoke(isNew -> conditions.require(isNew ? null : new NameView(name).etag()))
                .chain(isNew -> isNew ? record(caller, names.created, name) : Uni.createFrom().voidItem())
                .replaceWith(new NameView(name));
    }

    /** Fails with 404 if the name does not exist, 409 if it is in use, 412. */
    @WithTransaction
    Uni<Void> delete(Caller caller, NameKind names, String name, Preconditions conditions) {
        Tenant tenant = caller.tenant();
        return repository.id(tenant, names, name)
                .invoke(id -> conditions.require(new NameView(name).etag()))
                .call(id -> repository.usage(tenant, names, id).invoke(usage -> usage.requireNone(names.table)))
                .chain(id -> repository.delete(tenant, names, id))
                .chain(() -> record(caller, names.deleted, name));
    }

    private Uni<Void> record(Caller caller, AuditKind what, String name) {
        return audit.record(caller.tenant(), caller.loginId(), what, name);
    }
}
