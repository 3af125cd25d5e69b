package org.callroster.extension;

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

/** Shows and changes the extension pool (fleet section 4). */
@ApplicationScoped
public class ExtensionPoolService {

    private final ExtensionPools pools;
    private final AuditLog audit;

    ExtensionPoolService(ExtensionPools pools, AuditLog audit) {
        this.pools = pools;
        this.audit = audit;
    }

    public Uni<ExtensionRanges> get(Tenant tenant) {
        return pools.ranges(tenant);
    }

    /** Replaces the ranges. Users keep extensions outside of them. Fails with 400, 412. */
    @WithTransaction
    public Uni<ExtensionRanges> put(Caller caller, ExtensionRanges wanted, Preconditions conditions) {
        ExtensionRanges sorted = wanted.sorted();
        return pools.locked(caller.tenant())
                .invoke(pool -> conditions.require(pool.ranges().etag()))
                .chain(pool -> become(caller, pool, sorted))
                .replaceWith(sorted);
    }

    private Uni<Void> become(Caller caller, ExtensionPool pool, ExtensionRanges wanted) {
        Changed changed = Changed.between("ranges", pool.ranges().ranges(), wanted.ranges());
        pool.become(wanted);
        return changed.isNothing() ? Uni.createFrom().voidItem()
                : audit.record(AuditEntry.by(caller, AuditKind.EXTENSION_POOL_CHANGED, caller.tenant().name())
                        .changing(changed));
    }
}
