package org.callroster.session;

import java.net.InetAddress;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.access.AccountFacts;
import org.callroster.authentication.Account;
import org.callroster.authentication.AuthenticatedAccount;
import org.callroster.authentication.PasswordAuthentication;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.lock.LoginFailures;
import org.callroster.password.PasswordHasher;
import org.callroster.user.InactiveUsers;
import org.callroster.user.OwnPassword;

import io.smallrye.mutiny.Uni;

/** Password logins: open a session, or change the password. */
@ApplicationScoped
class LoginService {

    private final PasswordAuthentication proofs;
    private final SessionService sessions;
    private final LoginFailures failures;
    private final InactiveUsers inactive;
    private final OwnPassword passwords;
    private final PasswordHasher hasher;
    private final UserAgents agents;

    LoginService(PasswordAuthentication proofs, SessionService sessions, LoginFailures failures, InactiveUsers inactive,
            OwnPassword passwords, PasswordHasher hasher, UserAgents agents) {
        this.proofs = proofs;
        this.sessions = sessions;
        this.failures = failures;
        this.inactive = inactive;
        this.passwords = passwords;
        this.hasher = hasher;
        this.agents = agents;
    }

    /**
     * Fails as contract section 5 says. If the password is right but login is refused, the reason is returned and the failures
     * are still reset.
     */
    Uni<SessionView> login(Login login, String userAgent, InetAddress from) {
        login.check();
        return proofs.prove(login.proof(from), proved -> admitted(proved)
                .chain(() -> requireOpen(login.wanted(), proved))
                .chain(() -> opening(login, userAgent, from, proved))
                .chain(opening -> sessions.open(opening, proved.reservation())));
    }

    /** Fails like a login, and with 403 {@code weak_password}; allowed while the password must be changed. */
    Uni<Void> changePassword(PasswordChange change, InetAddress from) {
        change.check();
        return proofs.prove(change.proof(from), proved -> admitted(proved)
                .chain(() -> changed(change, proved)));
    }

    private Uni<Void> changed(PasswordChange change, AuthenticatedAccount proved) {
        Account account = proved.account();
        OwnPassword.Change wanted =
                new OwnPassword.Change(account.loginId(), change.newpassword(), account.passwordHash());
        return passwords.change(account.tenant(), wanted, proved.policy(), () -> forgotten(proved))
                .onFailure(Failure.class).call(() -> forgotten(proved).onFailure(Failure.class).recoverWithNull());
    }

    private Uni<Void> admitted(AuthenticatedAccount proved) {
        Account account = proved.account();
        AccountFacts facts = account.facts();
        if (!facts.tenantEnabled()) {
            return refused(proved, ErrorCode.TENANT_DISABLED, "the tenant is disabled");
        }
        Uni<Boolean> disabled = facts.disabled() || !facts.isInactive(proved.policy(), Instant.now())
                ? Uni.createFrom().item(facts.disabled())
                : inactive.disable(account.tenant(), account.loginId(), facts.lastUsedAt());
        return disabled.chain(is -> is ? refused(proved, ErrorCode.ACCOUNT_DISABLED, "the account is disabled")
                : Uni.createFrom().voidItem());
    }

    private Uni<Void> requireOpen(Application application, AuthenticatedAccount proved) {
        if (!application.isOpenTo(proved.account().facts().privileges())) {
            return refused(proved, ErrorCode.FORBIDDEN, "the user lacks the privilege for this application");
        }
        return proved.account().facts().mustChangePassword(proved.policy(), Instant.now())
                ? refused(proved, ErrorCode.PASSWORD_CHANGE_REQUIRED, "the password must be changed first")
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> refused(AuthenticatedAccount proved, ErrorCode code, String description) {
        return forgotten(proved).chain(() -> Uni.createFrom().failure(new Failure(code, description)));
    }

    /** The password was right: removes its reservation, whatever the answer will be. */
    private Uni<Void> forgotten(AuthenticatedAccount proved) {
        return failures.forget(proved.account().tenant(), proved.account().userId(), proved.reservation())
                .invoke(PasswordAuthentication::requireInTime).replaceWithVoid();
    }

    private Uni<NewSession> opening(Login login, String userAgent, InetAddress from, AuthenticatedAccount proved) {
        return agents.read(userAgent).chain(agent -> rehash(login.password(), proved.account())
                .map(rehash -> new NewSession(proved.account(), login.wanted(), agent, login.shownAddress(from), rehash,
                        proved.policy().sessionInactivity())));
    }

    /** Null if the stored hash has the current costs, or too many passwords wait to be hashed: a later login can rehash. */
    private Uni<String> rehash(String password, Account account) {
        return hasher.needsRehash(account.passwordHash())
                ? hasher.hash(password).onFailure(Failure.class).recoverWithNull()
                : Uni.createFrom().nullItem();
    }
}
