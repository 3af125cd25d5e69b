package org.callroster.bootstrap;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.callroster.error.Failure;
import org.callroster.installation.InstallationConfig;
import org.callroster.installation.SecretFile;
import org.callroster.installation.StartRefused;
import org.callroster.password.GeneratedPassword;
import org.callroster.password.PasswordRules;
import org.callroster.policy.SecurityPolicy;
import org.callroster.secret.ApiSecrets;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;

/**
 * The administrator whom an empty database gets.
 *
 * @param password absent with an external database whose settings name none
 */
record FirstAdministrator(String tenant, String login, Credential apiSecret, Optional<Credential> password) {

    /**
     * An API secret or a password.
     *
     * @param file where it is kept for the operator if it was generated; absent if it came from the settings
     */
    record Credential(String value, Optional<SecretFile> file) {

        static Credential given(String value) {
            return new Credential(value, Optional.empty());
        }

        static Credential generated(String value, SecretFile file) {
            return new Credential(value, Optional.of(file));
        }

        boolean isGenerated() {
            return file.isPresent();
        }

        void keep() {
            file.ifPresent(kept -> kept.write(value));
        }
    }

    /**
     * With what the settings name. The rest is generated, but only beside the embedded database: with an external one there may
     * be no disk that lasts, and no one who reads it. Refuses the start if that leaves no API secret, or if the password of the
     * settings breaks the policy.
     */
    static FirstAdministrator of(BootstrapConfig config, InstallationConfig installation, SecurityPolicy policy) {
        requireAllowed(config, policy);
        Credential apiSecret = credential(config.apiSecret(), installation, "admin-secret", ApiSecrets::generate)
                .orElseThrow(FirstAdministrator::withoutSecret);
        return new FirstAdministrator(config.tenant(), config.login(), apiSecret, credential(config.password(), installation,
                "admin-password", () -> GeneratedPassword.next(policy.passwordMinLength())));
    }

    private static Optional<Credential> credential(Optional<String> given, InstallationConfig installation, String file,
            Supplier<String> generator) {
        if (given.isPresent() || !installation.embedded()) {
            return given.map(Credential::given);
        }
        return Optional.of(Credential.generated(generator.get(), SecretFile.in(installation.dataDir(), file)));
    }

    private static void requireAllowed(BootstrapConfig config, SecurityPolicy policy) {
        PasswordRules rules = new PasswordRules(policy.passwordMinLength(), List.of(Tenant.canonical(config.tenant())))
                .of(config.login(), null, null);
        try {
            rules.check(new Checks(), "CALLROSTER_BOOTSTRAP_PASSWORD", config.password().orElse(null)).orFail();
        } catch (Failure e) {
            throw new StartRefused(e.getMessage());
        }
    }

    private static StartRefused withoutSecret() {
        return new StartRefused("the database has no tenant yet, and with an external database no secret is generated"
                + " for the first administrator: set CALLROSTER_BOOTSTRAP_API_SECRET (41 or more random characters,"
                + " openssl rand -base64 48) or CALLROSTER_BOOTSTRAP_FILE");
    }

    ContactCentre centre() {
        return ContactCentre.ofAdministrator(tenant, login, apiSecret.value, password.map(Credential::value).orElse(null),
                password.map(Credential::isGenerated).orElse(null));
    }

    /** Writes what was generated into its files. Call after the administrator exists. */
    void keepGenerated() {
        apiSecret.keep();
        password.ifPresent(Credential::keep);
    }
}
