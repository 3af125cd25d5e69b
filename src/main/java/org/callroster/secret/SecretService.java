package org.callroster.secret;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditLog;
import org.callroster.directory.Directory;
import org.callroster.directory.Wanted;
import org.callroster.error.Failure;
import org.callroster.password.ApiSecretRepository;
import org.callroster.password.ApiSecrets;
import org.callroster.tenant.Caller;
import org.callroster.tenant.Tenant;
import org.callroster.user.UserRepository;
import org.callroster.user.UserRow;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Makes, lists and ends API secrets. Each is known in full to whoever it was made for, and to nobody else. */
@ApplicationScoped
public class SecretService {

    private final UserRepository users;
    private final Directory directory;
    private final ApiSecretRepository secrets;
    private final AuditLog audit;

    SecretService(UserRepository users, Directory directory, ApiSecretRepository secrets, AuditLog audit) {
        this.users = users;
        this.directory = directory;
        this.secrets = secrets;
        this.audit = audit;
    }

    /** Fails with 404, 403 out of the caller's reach or privileges, 400 for a bad expiry, 409 if two secrets live. */
    Uni<MadeSecretView> make(Caller caller, String loginId, NewSecret wanted) {
        Instant expiry = wanted.expiry();
        String secret = ApiSecrets.generate();
        return reach(caller, loginId)
                .call(user -> Panache.withTransaction(() -> requireMayChange(caller, user)
                        .chain(() -> secrets.add(caller.tenant(), user.id(), secret, expiry))
                        .chain(() -> audit.record(caller.tenant(), caller.loginId(), "secret made", user.view().loginId()))))
                .map(user -> MadeSecretView.of(user.view().loginId(), secret, expiry));
    }

    /** Fails with 404, or with 403 out of the caller's reach. */
    Uni<List<SecretView>> list(Caller caller, String loginId) {
        return reach(caller, loginId)
                .chain(user -> Panache.withSession(() -> secrets.all(caller.tenant(), user.id())))
                .map(rows -> rows.stream().map(SecretView::of).toList());
    }

    /** Fails with 404, or with 403 out of the caller's reach or privileges. */
    Uni<Void> end(Caller caller, String loginId, String id) {
        UUID secret = id(id);
        return reach(caller, loginId)
                .chain(user -> Panache.withTransaction(() -> requireMayChange(caller, user)
                        .chain(() -> secrets.remove(caller.tenant(), user.id(), secret))
                        .chain(() -> audit.record(caller.tenant(), caller.loginId(), "secret removed",
                                user.view().loginId()))));
    }

    /** For whoever holds the database: the older of two secrets makes room. Answers the secret. Fails with 404. */
    public Uni<String> makeAnyway(Tenant tenant, String loginId, String actor) {
        String secret = ApiSecrets.generate();
        return users.row(tenant, loginId)
                .chain(user -> Panache.withTransaction(() -> secrets.replaceOldest(tenant, user.id(), secret)
                        .chain(() -> audit.record(tenant, actor, "secret made", user.view().loginId()))))
                .replaceWith(secret);
    }

    private Uni<UserRow> reach(Caller caller, String loginId) {
        return users.row(caller.tenant(), loginId).invoke(user -> caller.requireTeam(user.teamId()));
    }

    private Uni<Void> requireMayChange(Caller caller, UserRow user) {
        return directory.resolve(caller.tenant(), Wanted.forUser(user.id(), null, null, null))
                .invoke(held -> caller.requireAll(held.heldPrivileges())).replaceWithVoid();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Failure.notFound("secret not found");
        }
    }
}
