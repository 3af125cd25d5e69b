package org.callroster.phone;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.error.Failure;
import org.callroster.header.Etag;
import org.callroster.header.Preconditions;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Writes access numbers (contract section 4). */
@ApplicationScoped
public class AccessNumberService {

    /** A number as it is now. */
    public record Written(AccessNumberView view, Etag etag) {
    }

    private final AccessNumberRepository numbers;
    private final AuditLog audit;

    AccessNumberService(AccessNumberRepository numbers, AuditLog audit) {
        this.numbers = numbers;
        this.audit = audit;
    }

    /**
     * Creates or replaces an access number. Fails with 404 if no user has a softphone's extension, with 403 if the old or the
     * new state of the number is outside the caller's reach, with 412.
     */
    @WithTransaction
    public Uni<Written> put(Caller caller, String number, NewAccessNumber wanted, Preconditions conditions) {
        wanted.check(new Checks(), "", number).orFail();
        return user(caller.tenant(), wanted)
                .chain(user -> write(caller, number, wanted, user, conditions));
    }

    /** Null unless the number becomes a softphone. */
    private Uni<SoftphoneUser> user(Tenant tenant, NewAccessNumber wanted) {
        return wanted.isSoftphone() ? numbers.userAt(tenant, wanted.extension()) : Uni.createFrom().nullItem();
    }

    private Uni<Written> write(Caller caller, String number, NewAccessNumber wanted, SoftphoneUser user,
            Preconditions conditions) {
        return numbers.byNumberOrNew(caller.tenant(), number)
                .call(present -> requireReach(caller, present))
                .invoke(present -> conditions.require(present.isNew ? null : Etag.of(present.state())))
                .call(present -> become(caller, present, wanted, user))
                .map(written -> new Written(AccessNumberView.of(written, user), Etag.of(written.state())));
    }

    private Uni<Void> become(Caller caller, AccessNumber present, NewAccessNumber wanted, SoftphoneUser user) {
        Map<String, Object> before = present.isNew ? Map.of() : present.attributes();
        present.become(wanted, user);
        return requireReach(caller, present)
                .chain(() -> audit.record(AuditEntry.by(caller, AuditKind.ACCESS_NUMBER_WRITTEN, present.number)
                        .changing(Changed.between(before, present.attributes()))));
    }

    /** Fails with 404, with 403 outside the caller's reach, with 412. */
    @WithTransaction
    public Uni<Void> delete(Caller caller, String number, Preconditions conditions) {
        Tenant tenant = caller.tenant();
        return numbers.byNumber(tenant, number)
                .call(present -> requireReach(caller, present))
                .invoke(present -> conditions.require(Etag.of(present.state())))
                .call(numbers::remove)
                .chain(gone -> audit.record(AuditEntry.by(caller, AuditKind.ACCESS_NUMBER_DELETED, number)
                        .changing(Changed.deleted(gone.attributes()))));
    }

    /**
     * Without Manage all teams, a caller reaches only unassigned numbers, and numbers that lead only to members of the caller's
     * teams (contract section 1). An extension without a user leads to no member.
     */
    private Uni<Void> requireReach(Caller caller, AccessNumber number) {
        if (caller.seesAllTeams() || number.isUnassigned()) {
            return Uni.createFrom().voidItem();
        }
        return numbers.usersBehind(number, caller.supervisedTeams()).invoke(users -> {
            if (!number.isWithinReach(users)) {
                throw Failure.forbidden("the number also leads to users outside the caller's teams");
            }
        }).replaceWithVoid();
    }
}
