package org.callroster.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.caller.Caller;
import org.callroster.error.Failure;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Locks the row of a user before something that belongs to the user is changed. Call inside a transaction. */
@ApplicationScoped
public class ChangeableUsers {

    private static final String BY_LOGIN = """
            select u.id, u.teamId, u.loginId from User u where u.tenantId = ?1 and u.loginKey = ?2""";

    private final Directory directory;

    ChangeableUsers(Directory directory) {
        this.directory = directory;
    }

    /** Fails with 404, or with 403 if the caller may not change the user (contract section 1). */
    public Uni<ChangeableUser> byLogin(Caller caller, String loginId) {
        return byLogin(caller.tenant(), loginId)
                .invoke(user -> caller.requireTeam(user.teamId()))
                .call(user -> directory.resolve(caller.tenant(), NamesToResolve.heldBy(user.id()))
                        .invoke(found -> found.requireMayBeChangedBy(caller)));
    }

    /** The same for administrative commands, which need no privilege. Fails with 404. */
    public Uni<ChangeableUser> byLogin(Tenant tenant, String loginId) {
        return Panache.getSession().chain(session -> session.createSelectionQuery(BY_LOGIN, ChangeableUser.class)
                .setParameter(1, tenant.id()).setParameter(2, LoginKey.of(loginId))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResultOrNull())
                .onItem().ifNull().failWith(ChangeableUsers::notFound);
    }

    public static Failure notFound() {
        return new UserNotFound();
    }
}
