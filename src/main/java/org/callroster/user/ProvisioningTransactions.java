package org.callroster.user;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.assignment.FormerLogins;
import org.callroster.attribute.ProvisionedChange;
import org.callroster.attribute.UserAttributes;
import org.callroster.attribute.UserChange;
import org.callroster.caller.Caller;
import org.callroster.directory.Directory;
import org.callroster.directory.NamesToResolve;
import org.callroster.directory.ResolvedNames;
import org.callroster.directory.RoleRow;
import org.callroster.error.Failure;
import org.callroster.header.Etag;
import org.callroster.header.Preconditions;
import org.callroster.lock.LockService;
import org.callroster.password.NewPassword;
import org.callroster.password.PasswordHistory;
import org.callroster.password.PasswordRules;
import org.callroster.policy.SecurityPolicy;
import org.callroster.profile.ProvisionedRow;
import org.callroster.profile.UserView;
import org.callroster.tenant.Tenant;
import org.callroster.user.UserTransactions.KnownPasswords;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * The transactions in which identity providers change users. A change is computed from what the user is, while nobody else can
 * change that; then it is judged and written as any other.
 */
@ApplicationScoped
class ProvisioningTransactions {

    private final UserRepository users;
    private final UserTransactions transactions;
    private final Directory directory;
    private final PasswordHistory passwords;
    private final FormerLogins formerLogins;
    private final LockService locks;

    private record Judged(UserChange change, ResolvedNames names) {
    }

    ProvisioningTransactions(UserRepository users, UserTransactions transactions, Directory directory,
            PasswordHistory passwords, FormerLogins formerLogins, LockService locks) {
        this.users = users;
        this.transactions = transactions;
        this.directory = directory;
        this.passwords = passwords;
        this.formerLogins = formerLogins;
        this.locks = locks;
    }

    /** Reads the user's passwords after all checks that need none of them. */
    @WithTransaction
    Uni<KnownPasswords> knownPasswords(Caller caller, UUID id, ProvisionedChange wanted, SecurityPolicy policy) {
        Tenant tenant = caller.tenant();
        return users.byId(tenant, id)
                .call(user -> judged(caller, user, wanted).invoke(
                        judged -> judged.change.checkPasswordOf(user.attributes(), PasswordRules.of(tenant, policy))))
                .chain(user -> passwords.recent(tenant, user.id, user.passwordHash, policy.passwordHistory())
                        .map(recent -> new KnownPasswords(user.passwordHash, recent)));
    }

    /** @param password null to keep the current one */
    @WithTransaction
    Uni<ProvisionedRow> change(Caller caller, UUID id, ProvisionedChange wanted, NewPassword password) {
        return users.byId(caller.tenant(), id)
                .chain(user -> judged(caller, user, wanted)
                        .call(() -> password == null ? nothing()
                                : transactions.replacePassword(caller.tenant(), user, password))
                        .call(judged -> apply(caller, user, judged))
                        .call(() -> wanted.unlocks() ? unlock(caller, user) : nothing())
                        .map(judged -> row(user, judged.change.attributes(), judged.names)));
    }

    @WithTransaction
    Uni<Void> delete(Caller caller, UUID id, Preconditions conditions) {
        return users.byId(caller.tenant(), id)
                .invoke(user -> conditions.requireWeakly(Etag.of(user.version)))
                .invoke(user -> requireOther(caller, user, "delete"))
                .chain(user -> transactions.delete(caller, user));
    }

    /** Fails with 400, 403, 404, 409 or 412. */
    private Uni<Judged> judged(Caller caller, User user, ProvisionedChange wanted) {
        wanted.conditions().requireWeakly(Etag.of(user.version));
        return directory.resolve(caller.tenant(), NamesToResolve.allHeldBy(user.id))
                .chain(found -> judged(caller, user, wanted.of(row(user, UserAttributes.NONE, found)), found.held()));
    }

    private Uni<Judged> judged(Caller caller, User user, UserChange wanted, ResolvedNames.Held held) {
        boolean namesAny = Stream.of(wanted.attributes().team(), wanted.attributes().roles(), wanted.attributes().skills(),
                wanted.provided().loginId()).anyMatch(Objects::nonNull);
        return (namesAny ? directory.resolve(caller.tenant(), wanted.names(user.id)).map(names -> names.holding(held))
                : Uni.createFrom().item(ResolvedNames.nothingBut(held)))
                .invoke(names -> requireMay(caller, user, wanted, names))
                .map(names -> new Judged(wanted, names));
    }

    /** Any account may be closed, whatever its user holds: those who leave must not stay active. */
    private static void requireMay(Caller caller, User user, UserChange wanted, ResolvedNames names) {
        if (wanted.disables()) {
            requireOther(caller, user, "disable");
        }
        if (names.formerHolder() != null && !names.formerHolder().equals(user.id)) {
            throw LoginTaken.lately();
        }
        if (!wanted.isEmpty() && !wanted.onlyDisables()) {
            UserTransactions.requireMayChange(caller, wanted, names);
        }
    }

    /** An identity provider that closes its own account could not undo it. */
    private static void requireOther(Caller caller, User user, String verb) {
        if (user.id.equals(caller.userId())) {
            throw Failure.conflict("a caller can't " + verb + " its own user");
        }
    }

    private Uni<Void> apply(Caller caller, User user, Judged judged) {
        String formerKey = user.loginKey;
        return judged.change.isEmpty() ? nothing()
                : transactions.apply(caller, user, judged.change, judged.names, false)
                        .chain(() -> user.loginKey.equals(formerKey) ? nothing()
                                : formerLogins.add(caller.tenant(), user.id, formerKey));
    }

    private Uni<Void> unlock(Caller caller, User user) {
        return locks.clearAll(caller, Map.of(user.id, user.loginId)).replaceWithVoid();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    /** A user to whom the attributes have been applied, with the names that they gave. */
    static ProvisionedRow row(User user, UserAttributes given, ResolvedNames found) {
        ResolvedNames.Held held = found.held();
        Map<String, Integer> skills = given.skills() == null ? held.skills() : given.skills();
        List<RoleRow> roles = given.roles() == null ? held.roles() : found.roles();
        UserView view = new UserView(user.disabled, user.changePassword, new TreeMap<>(skills), user.loginId, user.firstName,
                user.lastName, given.team() == null ? held.team() : given.team(), user.extension, user.workPhone,
                user.mobilePhone, user.email, ResolvedNames.names(roles), null);
        return new ProvisionedRow(user.id, user.teamId, user.version, view, user.externalId, user.displayName, user.profile,
                user.createdAt, user.modifiedAt, null);
    }
}
