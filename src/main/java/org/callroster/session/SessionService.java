package org.callroster.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Origin;
import org.callroster.authentication.Account;
import org.callroster.authentication.PasswordAuthentication;
import org.callroster.caller.Caller;
import org.callroster.directory.ChangeableUsers;
import org.callroster.limit.CallTurns;
import org.callroster.lock.LoginFailures;
import org.callroster.lock.Reservation;
import org.callroster.policy.SecurityPolicies;
import org.callroster.tenant.Tenant;
import org.callroster.user.UserRepository;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Opens, checks, extends and ends sessions. */
@ApplicationScoped
public class SessionService {

    private final SessionRepository sessions;
    private final LoginInfos infos;
    private final UserRepository users;
    private final ChangeableUsers changeable;
    private final LoginFailures failures;
    private final SecurityPolicies policies;
    private final AuditLog audit;
    private final CallTurns turns;

    SessionService(SessionRepository sessions, LoginInfos infos, UserRepository users, ChangeableUsers changeable,
            LoginFailures failures, SecurityPolicies policies, AuditLog audit, CallTurns turns) {
        this.sessions = sessions;
        this.infos = infos;
        this.users = users;
        this.changeable = changeable;
        this.failures = failures;
        this.policies = policies;
        this.audit = audit;
        this.turns = turns;
    }

    /** Opens a session after a right password. Fails with 403 if the password's reservation has expired meanwhile. */
    Uni<SessionView> open(NewSession opening, Reservation reservation) {
        Account account = opening.account();
        SessionId id = SessionId.random(account.tenant());
        return write(id, opening, reservation)
                .invoke(() -> sessions.sweep(account.tenant()))
                .replaceWith(new SessionView(id.id(), account.tenant().id(), account.userId()));
    }

    /** Starts with the user's row: logins of one user wait there for each other, and for changes of the user. */
    @WithTransaction
    Uni<Void> write(SessionId id, NewSession opening, Reservation reservation) {
        Account account = opening.account();
        return users.loggedIn(account.tenant(), account.userId(), account.passwordHash(), opening.rehash())
                .chain(() -> failures.forget(account.tenant(), account.userId(), reservation))
                .invoke(PasswordAuthentication::requireInTime)
                .chain(() -> infos.loggedIn(opening))
                .chain(() -> sessions.open(id, opening))
                .chain(() -> audit.record(AuditEntry.bySelf(account.tenant(), account.loginId(), account.userId(),
                        AuditKind.LOGGED_IN), Origin.current().by(Origin.current().via(), id.fingerprint())));
    }

    /** One round trip, plus one if the session is extended. Fails with 401. */
    Uni<SessionView> check(String given) {
        return inTurn(given, (session, id) -> policies.of(session.tenant())
                .chain(policy -> extend(session, id, policy.sessionInactivity())));
    }

    /** Fails with 401. */
    public Uni<SessionView> logout(String given) {
        return inTurn(given, this::end);
    }

    private Uni<SessionView> inTurn(String given, BiFunction<LiveSession, SessionId, Uni<Void>> work) {
        SessionId id = SessionId.parse(given);
        return sessions.tenant(id).chain(tenant -> turns.takeOpen(tenant, () -> sessions.find(tenant, id)
                .call(session -> work.apply(session, id)).map(session -> view(session, id))));
    }

    @WithTransaction
    Uni<Void> end(LiveSession session, SessionId id) {
        return sessions.end(session, id).chain(() -> infos.loggedOut(session));
    }

    /**
     * Ends all sessions of users whose rows are locked, and whom the caller may change. Call inside a transaction. Returns those
     * who had any.
     *
     * @param logins the login ids by user
     */
    public Uni<Set<UUID>> endAll(Caller caller, Map<UUID, String> logins) {
        return logins.isEmpty() ? Uni.createFrom().item(Set.of())
                : sessions.endAll(caller.tenant(), logins.keySet())
                        .call(ended -> ended.isEmpty() ? Uni.createFrom().voidItem() : infos.loggedOut(caller.tenant(), ended))
                        .call(ended -> Multi.createFrom().iterable(ended).onItem()
                                .transformToUniAndConcatenate(user -> audit.record(
                                        AuditEntry.by(caller, AuditKind.SESSIONS_ENDED, logins.get(user)).of(user)))
                                .collect().last())
                        .map(Set::copyOf);
    }

    /** The open sessions of the caller, the one used last first; at most 100. */
    public Uni<List<OpenSession>> own(Caller caller, SessionId current) {
        return sessions.open(caller.tenant(), caller.userId(), current);
    }

    /** Ends the caller's sessions except the current one. Returns how many. */
    @WithTransaction
    public Uni<Long> endOthers(Caller caller, SessionId current) {
        return sessions.endOthers(caller.tenant(), caller.userId(), current)
                .call(ended -> ended == 0 ? Uni.createFrom().voidItem()
                        : audit.record(AuditEntry.by(caller, AuditKind.SESSIONS_ENDED, caller.loginId()).of(caller.userId())));
    }

    /** Ends all sessions of a user. Fails with 404, or with 403 for a user the caller may not change. */
    @WithTransaction
    public Uni<Void> endAll(Caller caller, String loginId) {
        return changeable.byLogin(caller, loginId).chain(user -> endAll(caller, Map.of(user.id(), user.loginId())))
                .replaceWithVoid();
    }

    /** Extends a session that is used, at most once a minute. */
    public Uni<Void> used(Tenant tenant, SessionId id, Duration extendedAgo) {
        return policies.of(tenant)
                .chain(policy -> extend(new LiveSession(tenant, null, extendedAgo), id, policy.sessionInactivity()));
    }

    /** How long ago the password was given. Fails with 401 if the session has ended. */
    public Uni<Duration> provedAgo(Tenant tenant, SessionId id) {
        return sessions.provedAgo(tenant, id);
    }

    /** Notes that the password was given again. */
    @WithTransaction
    Uni<Void> proved(Tenant tenant, SessionId id) {
        return sessions.proved(tenant, id);
    }

    private static SessionView view(LiveSession session, SessionId id) {
        return new SessionView(id.id(), session.tenant().id(), session.userId());
    }

    private Uni<Void> extend(LiveSession session, SessionId id, Duration life) {
        return session.isDue(life) ? sessions.extend(session, id, life) : Uni.createFrom().voidItem();
    }
}
