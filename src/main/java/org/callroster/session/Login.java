package org.callroster.session;

import java.net.InetAddress;
import java.util.Optional;

import org.callroster.authentication.PasswordCredentials;
import org.callroster.limit.ClientAddress;
import org.callroster.values.Checks;
import org.callroster.values.Texts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of {@code session_login}.
 *
 * @param domain the tenant
 * @param ipAddress the user's address as the caller reports it, for display only; absent: the address the call comes from
 */
public record Login(String domain, String username, String password, @JsonProperty("ip_address") String ipAddress,
        String application) {

    public Login {
        ipAddress = Texts.nullIfEmpty(ipAddress);
    }

    /** A login to the pages for administrators. */
    public static Login toConsole(String domain, String username, String password) {
        return new Login(domain, username, password, null, Application.ADMIN.wire());
    }

    /** Fails with 400. */
    void check() {
        PasswordCredentials.check(new Checks(), domain, username, password)
                .required("application", application)
                .that(application == null || Application.named(application).isPresent(), "application",
                        "must be agentdesktop, wallboard or admin")
                .that(ipAddress == null || address().isPresent(), "ip_address", "must be an IPv4 or IPv6 address")
                .orFail();
    }

    PasswordCredentials credentials(InetAddress from) {
        return PasswordCredentials.of(domain, username, password, from);
    }

    Application wanted() {
        return Application.named(application).orElseThrow();
    }

    /** The address in standard notation, however it was sent. */
    String shownAddress(InetAddress from) {
        return address().orElse(from).getHostAddress();
    }

    private Optional<InetAddress> address() {
        return Optional.ofNullable(ipAddress).flatMap(ClientAddress::literal);
    }
}
