package org.callroster.names;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.header.Preconditions;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Lists, creates, renames and deletes teams and skills. */
@ApplicationScoped
public class NameService {

    private static final String NAME = "name";

    private final NameRepository repository;
    private final AuditLog audit;

    NameService(NameRepository repository, AuditLog audit) {
        this.repository = repository;
        this.audit = audit;
    }

    public Uni<List<NameView>> all(Tenant tenant, NameKind names) {
        return repository.all(tenant, names);
    }

    /** Creates or renames. Fails with 404 if the name to change does not exist, 409 if the new one is taken, 412. */
    @WithTransaction
    public Uni<NameView> put(Caller caller, NameKind names, String name, NewName body, Preconditions conditions) {
        body.check(name);
        return body.renames(name) ? rename(caller, names, name, body.name(), conditions)
                : create(caller, names, name, conditions);
    }

    private Uni<NameView> create(Caller caller, NameKind names, String name, Preconditions conditions) {
        return repository.insert(caller.tenant(), names, name)
                .invoke(isNew -> conditions.require(isNew ? null : new NameView(name).etag()))
                .chain(isNew -> isNew ? record(caller, names.audited.created(), name, Changed.between(NAME, null, name))
                        : Uni.createFrom().voidItem())
                .replaceWith(new NameView(name));
    }

    /** Users keep it: they refer to its id. */
    private Uni<NameView> rename(Caller caller, NameKind names, String name, String newName, Preconditions conditions) {
        return repository.id(caller.tenant(), names, name)
                .invoke(id -> conditions.require(new NameView(name).etag()))
                .chain(id -> repository.rename(caller.tenant(), names, id, name, newName))
                .chain(() -> record(caller, names.audited.renamed(), name, Changed.between(NAME, name, newName)))
                .replaceWith(new NameView(newName));
    }

    /** Fails with 404 if the name does not exist, 409 if it is in use, 412. */
    @WithTransaction
    public Uni<Void> delete(Caller caller, NameKind names, String name, Preconditions conditions) {
        Tenant tenant = caller.tenant();
        return repository.id(tenant, names, name)
                .invoke(id -> conditions.require(new NameView(name).etag()))
                .call(id -> repository.usage(tenant, names, id).invoke(usage -> usage.requireNone(names.table)))
                .chain(id -> repository.delete(tenant, names, id))
                .chain(() -> record(caller, names.audited.deleted(), name, Changed.between(NAME, name, null)));
    }

    private Uni<Void> record(Caller caller, AuditKind what, String name, Changed changed) {
        return audit.record(AuditEntry.by(caller, what, name).changing(changed));
    }
}
