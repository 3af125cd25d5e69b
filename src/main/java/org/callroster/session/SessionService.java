package org.callroster.session;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.policy.SecurityPolicies;

import io.smallrye.mutiny.Uni;

/** Checks, extends and ends open sessions. */
@ApplicationScoped
class SessionService {

    private final SessionRepository sessions;
    private final SecurityPolicies policies;

    SessionService(SessionRepository sessions, SecurityPolicies policies) {
        this.sessions = sessions;
        this.policies = policies;
    }

    /** One round trip, plus one if the session is extended. Fails with 401. */
    Uni<SessionView> check(String given) {
        SessionId id = SessionId.parse(given);
        return sessions.find(id)
                .call(session -> policies.of(session.tenant()).chain(policy -> extend(session, id, policy.sessionInactivity())))
                .map(session -> view(session, id));
    }

    /** Fails with 401. */
    Uni<SessionView> logout(String given) {
        SessionId id = SessionId.parse(given);
        return sessions.find(id).call(session -> sessions.end(session, id)).map(session -> view(session, id));
    }

    private static SessionView view(LiveSession session, SessionId id) {
        return new SessionView(id.id(), session.tenant().id(), session.userId());
    }

    private Uni<Void> extend(LiveSession session, SessionId id, Duration life) {
        return session.isDue(life) ? sessions.extend(session, id, life) : Uni.createFrom().voidItem();
    }
}
