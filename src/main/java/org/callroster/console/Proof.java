package org.callroster.console;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.bearer.CurrentSession;
import org.callroster.bearer.SessionLogin;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.session.SessionService;

import io.smallrye.mutiny.Uni;

/** Asks for the password again before what an unwatched screen must not give away. */
@ApplicationScoped
public class Proof {

    private static final Duration KEPT = Duration.ofMinutes(15);

    private final CurrentSession session;
    private final SessionService sessions;

    Proof(CurrentSession session, SessionService sessions) {
        this.session = session;
        this.sessions = sessions;
    }

    /** Fails with 401 {@code not_logged_in} unless the caller gave the password within the last 15 minutes. */
    public Uni<Void> require() {
        SessionLogin login = session.get();
        return login.provedAgo().compareTo(KEPT) < 0 ? Uni.createFrom().voidItem()
                : sessions.provedAgo(login.caller().tenant(), login.id()).invoke(Proof::requireRecent).replaceWithVoid();
    }

    private static void requireRecent(Duration ago) {
        if (ago.compareTo(KEPT) >= 0) {
            throw new Failure(ErrorCode.NOT_LOGGED_IN, "your password is needed once more");
        }
    }
}
