package org.callroster.provider;

import java.util.Map;

import org.callroster.Api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Three providers and what tenants trust in them. Both tenants trust STAFF, each for an audience of its own; example.com trusts
 * MAIL by e-mail, and LATE, which does not run when the service starts.
 */
public class OtherProviders implements QuarkusTestResourceLifecycleManager {

    static final String AUDIENCE = "roster";
    static final String RIVALS_AUDIENCE = "roster-of-the-rival";

    static TestProvider staff;
    static TestProvider mail;
    static TestProvider late;

    @Override
    public Map<String, String> start() {
        staff = new TestProvider().start();
        mail = new TestProvider().start();
        late = new TestProvider();
        return Map.ofEntries(
                setting("staff.tenant", Api.EXAMPLE), setting("staff.issuer", staff.issuer()),
                setting("staff.audience", AUDIENCE),
                setting("rival.tenant", Api.RIVAL), setting("rival.issuer", staff.issuer()),
                setting("rival.audience", RIVALS_AUDIENCE),
                setting("mail.tenant", Api.EXAMPLE), setting("mail.issuer", mail.issuer()),
                setting("mail.audience", AUDIENCE), setting("mail.login-claim", "email"),
                setting("late.tenant", Api.EXAMPLE), setting("late.issuer", late.issuer()),
                setting("late.audience", AUDIENCE));
    }

    private static Map.Entry<String, String> setting(String name, String value) {
        return Map.entry("callroster.provider." + name, value);
    }

    @Override
    public void stop() {
        staff.close();
        mail.close();
        late.close();
    }
}
