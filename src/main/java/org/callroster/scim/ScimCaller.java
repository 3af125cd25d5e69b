package org.callroster.scim;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.limit.RateLimits;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;

/**
 * The caller of a SCIM call, who manages users and reaches all teams: no filter can then tell about users whom the caller may not
 * see.
 */
@ApplicationScoped
public class ScimCaller {

    private final CurrentCaller caller;
    private final RateLimits limits;

    ScimCaller(CurrentCaller caller, RateLimits limits) {
        this.caller = caller;
        this.limits = limits;
    }

    /** Fails with 403 without Manage users or Manage all teams. */
    public Caller get() {
        Caller known = caller.get();
        require(known, Privilege.MANAGE_USERS);
        require(known, Privilege.MANAGE_ALL_TEAMS);
        return known;
    }

    /** The same for calls that change teams: without Manage teams, too. */
    public Caller ofTeams() {
        Caller known = get();
        requireTeams(known);
        return known;
    }

    /** Fails with 403 without Manage teams. */
    public static void requireTeams(Caller known) {
        require(known, Privilege.MANAGE_TEAMS);
    }

    /** Whether passwords that come with this call are dropped. */
    public boolean ignoresPasswords() {
        return caller.ignoresPasswords();
    }

    /** Counts one operation of many as a call. Fails with 429 if there were too many with this token. */
    public void countOperation() {
        caller.scimToken().ifPresent(limits::countTokenCall);
    }

    /** With any live token. Fails with 401 without one. */
    public Uni<Caller> any() {
        return caller.deferred().onItem().ifNull().failWith(UnauthorizedException::new);
    }

    private static void require(Caller known, Privilege privilege) {
        if (!known.has(privilege)) {
            throw new ForbiddenException();
        }
    }
}
