package org.callroster.session;

import java.net.InetAddress;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.access.AccountFacts;
import org.callroster.authentication.Account;
import org.callroster.authentication.AuthenticatedAccount;
import org.callroster.authentication.PasswordAuthentication;
import org.callroster.caller.Caller;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.lock.LoginFailures;
import org.callroster.password.PasswordHasher;
import org.callroster.user.InactiveUsers;
import org.callroster.user.OwnPassword;

import io.smallrye.mutiny.Uni;

/** Password logins: open a session, or change the password. */
@ApplicationScoped
public class LoginService {

    private final PasswordAuthentication authentication;
    private final SessionService sessions;
    private final LoginFailures failures;
    private final InactiveUsers inactive;
    private final OwnPassword passwords;
    private final PasswordHasher hasher;
    private final UserAgents agents;

    LoginService(PasswordAuthentication authentication, SessionService sessions, LoginFailures failures, InactiveUsers inactive,
            OwnPassword passwords, PasswordHasher hasher, UserAgents agents) {
        this.authentication = authentication;
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
    public Uni<SessionView> login(Login login, String userAgent, InetAddress from) {
        login.check();
        return authentication.authenticate(login.credentials(from), authenticated -> admitted(authenticated)
                .chain(() -> requireOpen(login.wanted(), authenticated))
                .chain(() -> opening(login, userAgent, from, authenticated))
                .chain(opening -> sessions.open(opening, authenticated.reservation())));
    }

    /** Fails like a login, and with 403 {@code weak_password}; allowed while the password must be changed. */
    public Uni<Void> changePassword(PasswordChange change, InetAddress from) {
        change.check();
        return authentication.authenticate(change.credentials(from), authenticated -> admitted(authenticated)
                .chain(() -> changed(change, authenticated)));
    }

    /**
     * The user of an open session gives the password again. Fails as a login does, and with 401 if the session has ended
     * meanwhile.
     */
    public Uni<Void> prove(Caller caller, SessionId session, String password, InetAddress from) {
        Login login = Login.toConsole(caller.tenant().name(), caller.loginId(), password);
        login.check();
        return authentication.authenticate(login.credentials(from), authenticated -> admitted(authenticated)
                .chain(() -> sessions.proved(caller.tenant(), session))
                .chain(() -> forgotten(authenticated)));
    }

    private Uni<Void> changed(PasswordChange change, AuthenticatedAccount authenticated) {
        Account account = authenticated.account();
        OwnPassword.Change wanted =
                new OwnPassword.Change(account.loginId(), change.newpassword(), account.passwordHash());
        return passwords.change(account.tenant(), wanted, authenticated.policy(), () -> forgotten(authenticated))
                .onFailure(Failure.class).call(() -> forgotten(authenticated).onFailure(Failure.class).recoverWithNull());
    }

    private Uni<Void> admitted(AuthenticatedAccount authenticated) {
        Account account = authenticated.account();
        AccountFacts facts = account.facts();
        if (!facts.tenantEnabled()) {
            return refused(authenticated, ErrorCode.TENANT_DISABLED, "the tenant is disabled");
        }
        Uni<Boolean> disabled = facts.disabled() || !facts.isInactive(authenticated.policy(), Instant.now())
                ? Uni.createFrom().item(facts.disabled())
                : inactive.disable(account.tenant(), account.loginId(), facts.lastUsedAt());
        return disabled.chain(is -> is ? refused(authenticated, ErrorCode.ACCOUNT_DISABLED, "the account is disabled")
                : Uni.createFrom().voidItem());
    }

    private Uni<Void> requireOpen(Application application, AuthenticatedAccount authenticated) {
        if (!application.isOpenTo(authenticated.account().facts().privileges())) {
            return refused(authenticated, ErrorCode.FORBIDDEN, "the user lacks the privilege for this application");
        }
        return authenticated.account().facts().mustChangePassword(authenticated.policy(), Instant.now())
                ? refused(authenticated, ErrorCode.PASSWORD_CHANGE_REQUIRED, "the password must be changed first")
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> refused(AuthenticatedAccount authenticated, ErrorCode code, String description) {
        return forgotten(authenticated).chain(() -> Uni.createFrom().failure(new Failure(code, description)));
    }

    /** The password was right: removes its reservation, whatever the answer will be. */
    private Uni<Void> forgotten(AuthenticatedAccount authenticated) {
        return failures.forget(authenticated.account().tenant(), authenticated.account().userId(), authenticated.reservation())
                .invoke(PasswordAuthentication::requireInTime).replaceWithVoid();
    }

    private Uni<NewSession> opening(Login login, String userAgent, InetAddress from, AuthenticatedAccount authenticated) {
        return agents.read(userAgent).chain(agent -> rehash(login.password(), authenticated.account())
                .map(rehash -> new NewSession(authenticated.account(), login.wanted(), agent, login.shownAddress(from), rehash,
                        authenticated.policy().sessionInactivity())));
    }

    /** Null if the stored hash has the current costs, or too many passwords wait to be hashed: a later login can rehash. */
    private Uni<String> rehash(String password, Account account) {
        return hasher.needsRehash(account.passwordHash())
                ? hasher.hash(account.tenant(), password).onFailure(Failure.class).recoverWithNull()
                : Uni.createFrom().nullItem();
    }
}
