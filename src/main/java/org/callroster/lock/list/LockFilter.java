package org.callroster.lock.list;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import jakarta.ws.rs.QueryParam;

import org.callroster.lock.Credential;
import org.callroster.tenant.LoginKey;
import org.callroster.values.Checks;

/** Which locks are wanted. Absent filters want all. */
public record LockFilter(
        @QueryParam("limit") String limit,
        @QueryParam("cursor") String cursor,
        @QueryParam("user") String user,
        @QueryParam("team") String team,
        @QueryParam("credential") String credential,
        @QueryParam("ipAddress") String address) {

    static final String[] PARAMETERS = { "limit", "cursor", "user", "team", "credential", "ipAddress" };

    /** Throws 400. */
    void check() {
        new Checks().text("user", user).text("team", team).text("ipAddress", address)
                .that(credential == null || wanted().isPresent(), "credential", "must be password or secret").orFail();
    }

    /** In the form in which logins are compared; null for all users. */
    String userKey() {
        return user == null ? null : LoginKey.of(user);
    }

    /** As the database stores it; null for both. */
    String credentialName() {
        return wanted().map(Credential::name).orElse(null);
    }

    private Optional<Credential> wanted() {
        return Arrays.stream(Credential.values()).filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(credential))
                .findFirst();
    }
}
