package org.callroster.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.callroster.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

import com.google.api.client.auth.oauth2.ClientCredentialsTokenRequest;
import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.auth.oauth2.TokenResponseException;
import com.google.api.client.http.BasicAuthentication;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Third-party clients that get only the issuer, the credentials and a scope. The service has two tenants. */
class OtherClientsIT {

    private static final String ADMIN = "admin";
    private static final String SECRET = "example-only-secret-never-use-in-production-0001";
    private static final List<String> SCOPE = List.of("openid", "example.com");
    /** Logins that must be escaped in a Basic header. Some of these clients do that, others do not. */
    private static final String PLUS = "sam+weekend@example.com";
    private static final String PERCENT = "100%";
    private static final Path NODE = Path.of("src", "test", "node").toAbsolutePath();

    private static Installation installation;
    private static Service service;
    private static String issuer;
    private static OIDCProviderMetadata server;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.empty("other-clients");
        Path tenants = Files.createDirectories(installation.folder().resolve("tenants"));
        for (Path file : List.of(Path.of("examples", "example.com.json"),
                Path.of("src", "test", "resources", "tenants", "rival.example.json"))) {
            Files.copy(file, tenants.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        service = installation.start(Map.of("CALLROSTER_BOOTSTRAP_FILE", tenants.toString())).awaitReady();
        issuer = "http://localhost:" + service.port();
        server = OIDCProviderMetadata.resolve(new Issuer(issuer));
    }

    @AfterAll
    static void end() {
        service.close();
        installation.stopPostmasters();
    }

    @Test
    void googlesGetsATokenAndItsLife() throws IOException {
        TokenResponse token = google(ADMIN, SECRET).execute();
        assertThat(token.getExpiresInSeconds(), is(allOf(greaterThan(3590L), lessThanOrEqualTo(3600L))));
        assertEquals("Bearer", token.getTokenType());
        assertEquals("openid example.com", token.getScope());
        assertUsable(token.getAccessToken());
    }

    /** Google's client sends Basic credentials unescaped. */
    @ParameterizedTest
    @ValueSource(strings = { PLUS, PERCENT })
    void googlesIsUnderstoodWithALoginThatShouldBeEscaped(String login) throws IOException {
        assertEquals(2, google(login, secretOf(login)).execute().getAccessToken().chars().filter(c -> c == '.').count());
    }

    /** Google's client reads only the status of a 401. */
    @Test
    void googlesUnderstandsThatItIsRefused() {
        TokenResponseException refused =
                assertThrows(TokenResponseException.class, () -> google(ADMIN, "wrong").execute());
        assertEquals(401, refused.getStatusCode());
    }

    @Test
    void springsFindsTheServiceAndGetsAToken() {
        OAuth2AccessToken token = granted(spring(ADMIN, SECRET));
        assertThat(Duration.between(Instant.now(), token.getExpiresAt()).toSeconds(),
                is(allOf(greaterThan(3500L), lessThanOrEqualTo(3600L))));
        assertUsable(token.getTokenValue());
    }

    /** Spring's client escapes Basic credentials. */
    @ParameterizedTest
    @ValueSource(strings = { PLUS, PERCENT })
    void springsIsUnderstoodWithALoginThatIsEscaped(String login) {
        String secret = secretOf(login);
        String token = granted(spring(login, secret)).getTokenValue();
        assertEquals(login, introspector(login, secret).introspect(token).getAttribute("username"));
    }

    /** Spring's client also goes by the status: it reads the error code only of a 400. */
    @Test
    void springsUnderstandsThatItIsRefused() {
        OAuth2AuthorizationException refused =
                assertThrows(OAuth2AuthorizationException.class, () -> granted(spring(ADMIN, "wrong")));
        assertThat(refused.getError().getDescription(), containsString("401"));
    }

    /** Spring's introspector sends the token and the credentials, but no tenant. */
    @Test
    void springsIntrospectorIsToldOfTokens() {
        OpaqueTokenIntrospector introspector = introspector(ADMIN, SECRET);
        String token = granted(spring(ADMIN, SECRET)).getTokenValue();
        assertEquals(ADMIN, introspector.introspect(token).getAttribute("sub"));
        assertEquals(200, service.form("/configapi/v2/oauth/revoke",
                "client_id=" + ADMIN + "&client_secret=" + SECRET + "&token=" + token).statusCode());
        Eventually.holds(Duration.ofSeconds(5), () -> isRefused(introspector, token));
    }

    @Test
    void thoseOfNodeDoTheSame() throws Exception {
        assumeTrue(isThereNode(), "there is no Node.js");
        assumeTrue(Files.isDirectory(NODE.resolve("node_modules")),
                "the clients are not installed: npm ci --prefix src/test/node");
        Process node = new ProcessBuilder("node", NODE.resolve("clients.mjs").toString(), issuer, ADMIN, SECRET)
                .redirectErrorStream(true).start();
        String said = new String(node.getInputStream().readAllBytes());
        assertEquals(0, node.waitFor(), said);
        assertEquals("all went well", said.strip());
    }

    private static boolean isThereNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").redirectErrorStream(true).start().waitFor(10, TimeUnit.SECONDS);
        } catch (IOException absent) {
            return false;
        }
    }

    private static ClientCredentialsTokenRequest google(String login, String secret) {
        return new ClientCredentialsTokenRequest(new NetHttpTransport(), GsonFactory.getDefaultInstance(),
                new GenericUrl(server.getTokenEndpointURI())).setScopes(SCOPE)
                .setClientAuthentication(new BasicAuthentication(login, secret));
    }

    private static ClientRegistration spring(String login, String secret) {
        return ClientRegistrations.fromIssuerLocation(issuer).registrationId("callroster").clientId(login).clientSecret(secret)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC).scope(SCOPE).build();
    }

    private static OAuth2AccessToken granted(ClientRegistration client) {
        return new RestClientClientCredentialsTokenResponseClient()
                .getTokenResponse(new OAuth2ClientCredentialsGrantRequest(client)).getAccessToken();
    }

    private static OpaqueTokenIntrospector introspector(String login, String secret) {
        return SpringOpaqueTokenIntrospector.withIntrospectionUri(server.getIntrospectionEndpointURI().toString())
                .clientId(login).clientSecret(secret).build();
    }

    private static boolean isRefused(OpaqueTokenIntrospector introspector, String token) {
        try {
            introspector.introspect(token);
            return false;
        } catch (BadOpaqueTokenException dead) {
            return true;
        }
    }

    /** A new secret of this user, who is created if missing. */
    private static String secretOf(String login) {
        String token = service.token("example.com", ADMIN, SECRET);
        String inPath = java.net.URLEncoder.encode(login, java.nio.charset.StandardCharsets.UTF_8);
        service.post("/configapi/v2/user", token, "{\"loginId\":\"" + login
                + "\",\"firstName\":\"Sam\",\"lastName\":\"Ortiz\",\"team\":\"Sales\"}");
        return io.restassured.path.json.JsonPath.from(service.post("/configapi/v2/secret/" + inPath, token, "{}").body())
                .getString("client_secret");
    }

    private static void assertUsable(String token) {
        assertEquals(200, service.get("/configapi/v2/user/admin", token).statusCode());
    }
}
