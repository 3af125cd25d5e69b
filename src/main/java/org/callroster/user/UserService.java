package org.callroster.user;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.caller.Caller;
import org.callroster.database.Ids;
import org.callroster.directory.Directory;
import org.callroster.directory.NamesToResolve;
import org.callroster.directory.ResolvedNames;
import org.callroster.header.Etag;
import org.callroster.password.PasswordHasher;
import org.callroster.password.PasswordRules;
import org.callroster.policy.SecurityPolicies;
import org.callroster.policy.SecurityPolicy;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Gets and creates users (contract section 3). */
@ApplicationScoped
public class UserService {

    private static final int TRIES_FOR_AN_EXTENSION = 3;

    private final UserRepository users;
    private final Directory directory;
    private final ExtensionPool extensions;
    private final SecurityPolicies policies;
    private final PasswordHasher hasher;
    private final AuditLog audit;

    UserService(UserRepository users, Directory directory, ExtensionPool extensions, SecurityPolicies policies,
            PasswordHasher hasher, AuditLog audit) {
        this.users = users;
        this.directory = directory;
        this.extensions = extensions;
        this.policies = policies;
        this.hasher = hasher;
        this.audit = audit;
    }

    /** Fails with 404, or with 403 if the user's team is outside the caller's reach. */
    public Uni<UserRow> get(Caller caller, String loginId) {
        return users.row(caller.tenant(), loginId).invoke(row -> caller.requireTeam(row.teamId()));
    }

    /** Creates a user and returns the ETag. Fails with 400, 403, 404, 409 as the contract says. */
    Uni<String> create(Caller caller, NewUser wanted) {
        return policies.forPassword(caller.tenant(), wanted.password()).chain(policy -> create(caller, wanted, policy));
    }

    /**
     * The same, in the open transaction if there is one. Takes another number from the pool if a concurrent call explicitly
     * claims the assigned one.
     */
    public Uni<String> create(Caller caller, NewUser wanted, SecurityPolicy policy) {
        wanted.check(new Checks(), "", PasswordRules.of(caller.tenant(), policy)).orFail();
        return hasher.hashIfPresent(wanted.password())
                .map(hash -> newUser(caller.tenant(), wanted, hash))
                .chain(user -> wanted.extension() == null
                        ? insert(caller, wanted, user).onFailure(ExtensionTaken.class).retry().atMost(TRIES_FOR_AN_EXTENSION)
                        : insert(caller, wanted, user))
                .map(user -> Etag.of(user.version).toString());
    }

    private static User newUser(Tenant tenant, NewUser wanted, String passwordHash) {
        User user = new User();
        user.tenantId = tenant.id();
        user.id = Ids.next();
        user.loginId = wanted.loginId();
        user.loginKey = LoginKey.of(wanted.loginId());
        if (passwordHash != null) {
            user.setPassword(passwordHash);
        }
        user.version = Instant.now().toEpochMilli();
        wanted.attributes().applyTo(user);
        return user;
    }

    private Uni<User> insert(Caller caller, NewUser wanted, User user) {
        Tenant tenant = caller.tenant();
        return Panache.withTransaction(() -> directory.resolve(tenant, NamesToResolve.forNewUser(wanted.attributes().team(),
                wanted.attributes().skillNames(), wanted.attributes().roles()))
                .invoke(found -> requireMayCreate(caller, found))
                .call(found -> extension(tenant, wanted).chain(number -> users.insert(user.placed(found.teamId(), number))))
                .chain(found -> users.assign(user, wanted.attributes(), found))
                .chain(() -> audit.record(tenant, caller.loginId(), AuditKind.USER_CREATED, user.loginId)))
                .replaceWith(user);
    }

    private static void requireMayCreate(Caller caller, ResolvedNames found) {
        caller.requireTeam(found.teamId());
        caller.requireAll(found.privileges());
    }

    private Uni<String> extension(Tenant tenant, NewUser wanted) {
        return wanted.extension() == null ? extensions.take(tenant) : Uni.createFrom().item(wanted.extension());
    }
}
