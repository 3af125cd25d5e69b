package org.callroster.scim.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.database.Ids;
import org.callroster.directory.ChangeableUser;
import org.callroster.directory.ChangeableUsers;
import org.callroster.idempotency.Once;
import org.callroster.user.UserRepository;
import org.callroster.values.Times;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Makes, lists and ends SCIM tokens. Only the answer that makes one contains its text. */
@ApplicationScoped
class ScimTokenService {

    private static final String TOKEN = "token";

    private final ChangeableUsers users;
    private final UserRepository rows;
    private final ScimTokenRepository tokens;
    private final ScimTokenConfig config;
    private final AuditLog audit;

    ScimTokenService(ChangeableUsers users, UserRepository rows, ScimTokenRepository tokens, ScimTokenConfig config,
            AuditLog audit) {
        this.users = users;
        this.rows = rows;
        this.tokens = tokens;
        this.config = config;
        this.audit = audit;
    }

    /** Fails with 400, 404, or 403 for a user the caller may not change. A third token ends the oldest. */
    @WithTransaction
    Uni<CreatedScimTokenView> make(Caller caller, String loginId, NewScimToken wanted, Once<CreatedScimTokenView> once) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant expiry = wanted.expiry(now, config.tokenMaxLife());
        return once.run(() -> users.byLogin(caller, loginId)
                .call(user -> endOthers(caller, user, now))
                .chain(user -> make(caller, user, wanted, now, expiry)));
    }

    private Uni<Void> endOthers(Caller caller, ChangeableUser user, Instant now) {
        return tokens.endAllButNewest(caller.tenant(), user.id(), now)
                .chain(ended -> Multi.createFrom().iterable(ended).onItem()
                        .transformToUniAndConcatenate(id -> ended(caller, user, id)).collect().last());
    }

    private Uni<CreatedScimTokenView> make(Caller caller, ChangeableUser user, NewScimToken wanted, Instant now,
            Instant expiry) {
        String text = ScimTokenValue.generate(caller.tenant().id());
        ScimToken token = new ScimToken();
        token.tenantId = caller.tenant().id();
        token.hash = ScimTokenValue.of(text).orElseThrow().hash();
        token.id = Ids.next();
        token.userId = user.id();
        token.name = wanted.name();
        token.ignorePasswords = wanted.ignoresPasswords();
        token.createdAt = now;
        token.expiresAt = expiry;
        Changed made = Changed.between(TOKEN, null, token.id).and("name", null, token.name)
                .and("expiresAt", null, Times.text(expiry)).and("ignorePasswords", null, token.ignorePasswords);
        return tokens.add(token)
                .chain(() -> audit.record(entry(caller, AuditKind.SCIM_TOKEN_CREATED, user).changing(made)))
                .replaceWith(new CreatedScimTokenView(token.id, text, Times.text(expiry)));
    }

    /** Fails with 404, or with 403 outside the caller's reach. */
    Uni<List<ScimTokenView>> list(Caller caller, String loginId) {
        return rows.row(caller.tenant(), loginId).invoke(user -> caller.requireTeam(user.teamId()))
                .chain(user -> tokens.all(caller.tenant(), user.id()));
    }

    /** Fails with 404, or with 403 for a user the caller may not change. */
    @WithTransaction
    Uni<Void> end(Caller caller, String loginId, UUID id) {
        return users.byLogin(caller, loginId)
                .call(user -> tokens.remove(caller.tenant(), user.id(), id))
                .chain(user -> ended(caller, user, id));
    }

    private Uni<Void> ended(Caller caller, ChangeableUser user, UUID id) {
        return audit.record(entry(caller, AuditKind.SCIM_TOKEN_REMOVED, user).changing(Changed.between(TOKEN, id, null)));
    }

    private static AuditEntry entry(Caller caller, AuditKind kind, ChangeableUser user) {
        return AuditEntry.by(caller, kind, user.loginId()).of(user.id());
    }
}
