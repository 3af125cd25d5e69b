package org.callroster.phone;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditLog;
import org.callroster.tenant.Caller;
import org.callroster.tenant.Tenant;
import org.callroster.wire.Checks;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Writes access numbers (contract section 4). */
@ApplicationScoped
public class AccessNumberService {

    private final AccessNumberRepository numbers;
    private final AuditLog audit;

    AccessNumberService(AccessNumberRepository numbers, AuditLog audit) {
        this.numbers = numbers;
        this.audit = audit;
    }

    /**
     * Creates or replaces an access number. Fails with 404 if a softphone's extension is no user's, with 403 if that user, or
     * the one who has the number now, is out of the caller's reach.
     */
    @WithTransaction
    public Uni<AccessNumberView> put(Caller caller, String number, AccessNumberChange wanted) {
        wanted.check(new Checks(), "", number).orFail();
        return user(caller, wanted)
                .chain(user -> write(caller, number, wanted, user))
                .call(() -> audit.record(caller.tenant(), caller.loginId(), "access number written", number));
    }

    /** Null if it shall not be a softphone. */
    private Uni<SoftphoneUser> user(Caller caller, AccessNumberChange wanted) {
        return wanted.isSoftphone()
                ? numbers.userAt(caller.tenant(), wanted.extension()).invoke(user -> caller.requireTeam(user.teamId()))
                : Uni.createFrom().nullItem();
    }

    private Uni<AccessNumberView> write(Caller caller, String number, AccessNumberChange wanted, SoftphoneUser user) {
        return numbers.byNumberOrNew(caller.tenant(), number)
                .call(present -> requireReach(caller, present))
                .invoke(present -> present.become(wanted, user))
                .map(written -> AccessNumberView.of(written, user));
    }

    /** Fails with 404, or with 403 for the softphone of a user out of the caller's reach. */
    @WithTransaction
    public Uni<Void> delete(Caller caller, String number) {
        Tenant tenant = caller.tenant();
        return numbers.byNumber(tenant, number)
                .call(present -> requireReach(caller, present))
                .chain(numbers::remove)
                .chain(() -> audit.record(tenant, caller.loginId(), "access number deleted", number));
    }

    private Uni<?> requireReach(Caller caller, AccessNumber present) {
        return present.userId == null
                ? Uni.createFrom().voidItem()
                : numbers.teamOf(caller.tenant(), present.userId).invoke(caller::requireTeam);
    }
}
