package org.callroster.user;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.access.AccessRepository;
import org.callroster.access.WithAccess;
import org.callroster.attribute.NewUser;
import org.callroster.attribute.UserAttributes;
import org.callroster.caller.Caller;
import org.callroster.database.Ids;
import org.callroster.directory.Directory;
import org.callroster.directory.ResolvedNames;
import org.callroster.extension.ExtensionTaken;
import org.callroster.header.Preconditions;
import org.callroster.idempotency.Once;
import org.callroster.password.PasswordHasher;
import org.callroster.password.PasswordRules;
import org.callroster.policy.SecurityPolicies;
import org.callroster.policy.SecurityPolicy;
import org.callroster.profile.ProvisionedRow;
import org.callroster.profile.UserRow;
import org.callroster.profile.UserView;
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

    /** Creates a user and returns what clients see. Fails with 400, 403, 404, 409 as the contract says. */
    public Uni<UserRow> create(Caller caller, NewUser wanted, Once<UserRow> once) {
        return policies.forPassword(caller.tenant(), wanted.password())
                .chain(policy -> create(caller, wanted, policy, once));
    }

    /** The same without an idempotency key. May be called inside a transaction. */
    public Uni<UserRow> create(Caller caller, NewUser wanted, SecurityPolicy policy) {
        return create(caller, wanted, policy, Once.always());
    }

    private Uni<UserRow> create(Caller caller, NewUser wanted, SecurityPolicy policy, Once<UserRow> once) {
        return checked(caller, wanted, policy).chain(user -> withExtension(wanted, () -> insert(caller, wanted, user, once)));
    }

    /** Creates a user and returns what identity providers see. Fails with 400, 403, 404, 409 as the contract says. */
    Uni<ProvisionedRow> provision(Caller caller, NewUser wanted) {
        return policies.forPassword(caller.tenant(), wanted.password())
                .chain(policy -> checked(caller, wanted, policy))
                .chain(user -> withExtension(wanted, () -> insert(caller, wanted, user)));
    }

    private Uni<User> checked(Caller caller, NewUser wanted, SecurityPolicy policy) {
        wanted.check(new Checks(), "", PasswordRules.of(caller.tenant(), policy)).orFail();
        return hasher.hashIfPresent(caller.tenant(), wanted.password()).map(hash -> newUser(caller.tenant(), wanted, hash));
    }

    /** Takes another number from the pool if a concurrent call explicitly claims the assigned one. */
    private static <T> Uni<T> withExtension(NewUser wanted, Supplier<Uni<? extends T>> insert) {
        return Uni.createFrom().deferred(insert)
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
        user.createdAt = UserRepository.now();
        user.version = user.createdAt.toEpochMilli();
        UserFields.set(user, wanted.attributes());
        UserFields.set(user, wanted.provided());
        return user;
    }

    /** A new user as clients see it. */
    static UserRow row(User user, UserAttributes given, ResolvedNames found) {
        Map<String, Integer> skills = given.skills() == null ? Map.of() : new TreeMap<>(given.skills());
        UserView view = new UserView(user.disabled, user.changePassword, skills, user.loginId, user.firstName, user.lastName,
                given.team(), user.extension, user.workPhone, user.mobilePhone, user.email,
                ResolvedNames.names(found.roles()), null);
        return new UserRow(user.id, user.teamId, user.version, view);
    }

    @WithTransaction
    Uni<UserRow> insert(Caller caller, NewUser wanted, User user, Once<UserRow> once) {
        return once.run(() -> inserted(caller, wanted, user).map(found -> row(user, wanted.attributes(), found)));
    }

    @WithTransaction
    Uni<ProvisionedRow> insert(Caller caller, NewUser wanted, User user) {
        return inserted(caller, wanted, user)
                .map(found -> ProvisioningTransactions.row(user, wanted.attributes(), found.given()));
    }

    private Uni<ResolvedNames> inserted(Caller caller, NewUser wanted, User user) {
        Tenant tenant = caller.tenant();
        return directory.resolve(tenant, wanted.names())
                .invoke(found -> requireMayCreate(caller, found))
                .invoke(found -> user.teamId = found.teamId())
                .call(found -> writer.write(tenant, user, wanted.attributes(), found, wanted.extension() == null))
                .call(found -> audit.created(caller, user, wanted.attributes(), found));
    }

    static void requireMayCreate(Caller caller, ResolvedNames found) {
        if (found.formerHolder() != null) {
            throw LoginTaken.lately();
        }
        caller.requireTeam(found.teamId());
        caller.requireAll(found.privileges());
    }
}
