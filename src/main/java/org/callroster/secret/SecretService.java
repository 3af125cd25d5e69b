package org.callroster.secret;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.directory.ChangeableUser;
import org.callroster.directory.ChangeableUsers;
import org.callroster.idempotency.Once;
import org.callroster.profile.UserRow;
import org.callroster.tenant.Tenant;
import org.callroster.user.UserRepository;
import org.callroster.values.Times;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Makes, lists and ends API secrets. Only the answer that makes a secret contains its value. */
@ApplicationScoped
public class SecretService {

    private static final String SECRET = "secret";

    private final ChangeableUsers users;
    private final UserRepository rows;
    private final ApiSecretRepository secrets;
    private final AuditLog audit;

    SecretService(ChangeableUsers users, UserRepository rows, ApiSecretRepository secrets, AuditLog audit) {
        this.users = users;
        this.rows = rows;
        this.secrets = secrets;
        this.audit = audit;
    }

    /**
     * Fails with 404, 403 for a user the caller may not change, 409 if the user has two live secrets.
     *
     * @param expiry null for never
     */
    @WithTransaction
    public Uni<CreatedSecretView> make(Caller caller, String loginId, Instant expiry, Once<CreatedSecretView> once) {
        return once.run(() -> users.byLogin(caller, loginId).chain(user -> make(caller, user, expiry)));
    }

    private Uni<CreatedSecretView> make(Caller caller, ChangeableUser user, Instant expiry) {
        String secret = ApiSecrets.generate();
        return secrets.add(caller.tenant(), user.id(), secret, expiry)
                .call(id -> audit.record(entry(caller, AuditKind.SECRET_CREATED, user).changing(made(id, expiry))))
                .map(id -> CreatedSecretView.of(id, user.loginId(), secret, expiry));
    }

    /** Fails with 404, or with 403 outside the caller's reach. */
    public Uni<List<SecretView>> list(Caller caller, String loginId) {
        return reach(caller, loginId).chain(user -> secrets.all(caller.tenant(), user.id()));
    }

    /** Fails with 404, or with 403 for a user the caller may not change. */
    @WithTransaction
    public Uni<Void> end(Caller caller, String loginId, UUID secret) {
        return users.byLogin(caller, loginId)
                .call(user -> secrets.remove(caller.tenant(), user.id(), secret))
                .chain(user -> audit.record(entry(caller, AuditKind.SECRET_REMOVED, user)
                        .changing(Changed.between(SECRET, secret, null))));
    }

    /** For operators with database access: replaces the older of two secrets. Returns the new secret. Fails with 404. */
    @WithTransaction
    public Uni<String> makeReplacingOldest(Tenant tenant, String loginId, String actor) {
        String secret = ApiSecrets.generate();
        return users.byLogin(tenant, loginId)
                .call(user -> secrets.replaceOldest(tenant, user.id(), secret).chain(id -> audit.record(
                        AuditEntry.by(tenant, actor, AuditKind.SECRET_CREATED, user.loginId()).of(user.id())
                                .changing(made(id, null)))))
                .replaceWith(secret);
    }

    private static AuditEntry entry(Caller caller, AuditKind kind, ChangeableUser user) {
        return AuditEntry.by(caller, kind, user.loginId()).of(user.id());
    }

    private static Changed made(UUID secret, Instant expiry) {
        return Changed.between(SECRET, null, secret).and("expiresAt", null, Times.text(expiry));
    }

    private Uni<UserRow> reach(Caller caller, String loginId) {
        return rows.row(caller.tenant(), loginId).invoke(user -> caller.requireTeam(user.teamId()));
    }
}
