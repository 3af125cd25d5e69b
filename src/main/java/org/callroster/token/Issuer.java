package org.callroster.token;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.ConfigProvider;

/** The identifier of the authorization server (RFC 8414 §2), and values derived from it. None of them depends on a request. */
@ApplicationScoped
public class Issuer {

    private static final Pattern HTTP_ADDRESS = Pattern.compile("https?://[^\\s?#]*[^\\s?#/]");

    private final String uri;

    Issuer(TokenConfig config) {
        this.uri = config.issuer().orElseGet(() -> "http://localhost:" + port());
    }

    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    /** Fails with {@link IllegalArgumentException} unless it is an address as RFC 8414 §2 requires. */
    public void check() {
        if (!HTTP_ADDRESS.matcher(uri).matches()) {
            throw new IllegalArgumentException("CALLROSTER_ISSUER must be an http or https address without query, fragment and"
                    + " final slash, like https://roster.example.com");
        }
    }

    public String uri() {
        return uri;
    }

    /** The {@code aud} of access tokens: all calls are under this address. */
    public String audience() {
        return at("/configapi");
    }

    String at(String path) {
        return uri + path;
    }
}
