package org.callroster.user;

import java.time.Instant;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.access.AccessRepository;
import org.callroster.access.WithAccess;
import org.callroster.caller.Caller;
import org.callroster.database.Ids;
import org.callroster.directory.Directory;
import org.callroster.directory.ResolvedNames;
import org.callroster.extension.ExtensionTaken;
import org.callroster.header.Preconditions;
import org.callroster.password.PasswordHasher;
import org.callroster.password.PasswordRules;
import org.callroster.policy.SecurityPolicies;
import org.callroster.policy.SecurityPolicy;
import org.callroster.profile.UserRow;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Gets and creates users (contract section 3). */
@ApplicationScoped
public class UserService {

    private static final int TRIES_FOR_AN_EXTENSION = 3;

    private final UserRepository users;
    private final Directory directory;
    private final UserWriter writer;
    private final SecurityPolicies policies;
    private final PasswordHasher hasher;
    private final AccessRepository access;
    private final UserAudit audit;

    UserService(UserRepository users, Directory directory, UserWriter writer, SecurityPolicies policies,
            PasswordHasher hasher, AccessRepository access, UserAudit audit) {
        this.users = users;
        this.directory = directory;
        this.writer = writer;
        this.policies = policies;
        this.hasher = hasher;
        this.access = access;
        this.audit = audit;
    }

    /** Fails with 404, or with 403 if the user's team is outside the caller's reach. */
    public Uni<UserRow> get(Caller caller, String loginId) {
        return users.row(caller.tenant(), loginId).invoke(row -> caller.requireTeam(row.teamId()));
    }

    /** The same, with what the user's next login would say. */
    Uni<RestResponse<?>> getWithAccess(Caller caller, String loginId, Preconditions conditions) {
        return get(caller, loginId).chain(row -> access.of(caller.tenant(), row.id())
                .map(known -> conditions.answer(new WithAccess<>(row.view(), known), row.etag(known)).build()));
    }

    /** Creates a user and returns the ETag. Fails with 400, 403, 404, 409 as the contract says. */
    public Uni<String> create(Caller caller, NewUser wanted) {
        return policies.forPassword(caller.tenant(), wanted.password()).chain(policy -> create(caller, wanted, policy));
    }

    /** The same, in the open transaction if there is one. */
    public Uni<String> create(Caller caller, NewUser wanted, SecurityPolicy policy) {
        wanted.check(new Checks(), "", PasswordRules.of(caller.tenant(), policy)).orFail();
        return hasher.hashIfPresent(wanted.password())
                .map(hash -> newUser(caller.tenant(), wanted, hash))
                .chain(user -> insertWithExtension(caller, wanted, user).map(found -> etag(user, wanted.attributes(), found)));
    }

    /** Takes another number from the pool if a concurrent call explicitly claims the assigned one. */
    private Uni<ResolvedNames> insertWithExtension(Caller caller, NewUser wanted, User user) {
        return Uni.createFrom().deferred(() -> insert(caller, wanted, user))
                .onFailure(failure -> failure instanceof ExtensionTaken && wanted.extension() == null)
                .retry().atMost(TRIES_FOR_AN_EXTENSION);
    }

    static User newUser(Tenant tenant, NewUser wanted, String passwordHash) {
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

    static String etag(User user, UserAttributes given, ResolvedNames found) {
        return UserRow.etag(user.version, given.team(), ResolvedNames.names(found.roles()),
                given.skills() == null ? Set.of() : given.skillNames()).toString();
    }

    @WithTransaction
    Uni<ResolvedNames> insert(Caller caller, NewUser wanted, User user) {
        Tenant tenant = caller.tenant();
        return directory.resolve(tenant, wanted.names())
                .invoke(found -> requireMayCreate(caller, found))
                .invoke(found -> user.teamId = found.teamId())
                .call(found -> writer.write(tenant, user, wanted.attributes(), found, wanted.extension() == null))
                .call(found -> audit.created(caller, user, wanted.attributes(), found));
    }

    static void requireMayCreate(Caller caller, ResolvedNames found) {
        caller.requireTeam(found.teamId());
        caller.requireAll(found.privileges());
    }
}
