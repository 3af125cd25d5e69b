package org.callroster.packaged;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.oauth2.sdk.token.RefreshToken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A third-party client that follows the standards strictly, and gets only the issuer. */
class StandardClientIT {

    private static final ClientID ADMIN = new ClientID("admin");
    private static final Scope SCOPE = new Scope("localhost");
    private static final long UNTIL_IT_BITES_MILLIS = 1100;

    private static Installation installation;
    private static Service service;
    private static AuthorizationServerMetadata server;
    private static ClientAuthentication client;

    @BeforeAll
    static void discovered() throws Exception {
        installation = Installation.started("standard-client");
        service = installation.start().awaitReady();
        server = AuthorizationServerMetadata.resolve(new Issuer("http://localhost:" + service.port()));
        client = new ClientSecretBasic(ADMIN, new Secret(installation.adminSecret()));
    }

    @AfterAll
    static void end() {
        service.close();
        installation.stopPostmasters();
    }

    @Test
    void getsATokenVerifiesUsesIntrospectsAndRevokesIt() throws Exception {
        AccessToken token = granted(client);
        JWTClaimsSet claims = verified(token);
        assertEquals("admin", claims.getSubject());
        assertEquals("localhost", claims.getStringClaim("tenant"));
        assertEquals(200, used(token).getStatusCode());

        TokenIntrospectionResponse alive = introspected(token);
        assertTrue(alive.toSuccessResponse().isActive());
        assertEquals(claims.getJWTID(), alive.toSuccessResponse().getJWTID().getValue());
        assertEquals(claims.getExpirationTime(), alive.toSuccessResponse().getExpirationTime());

        assertEquals(200, new TokenRevocationRequest(server.getRevocationEndpointURI(), client, token).toHTTPRequest().send()
                .getStatusCode());
        Thread.sleep(UNTIL_IT_BITES_MILLIS);
        assertFalse(introspected(token).toSuccessResponse().isActive());
        HTTPResponse refused = used(token);
        assertEquals(401, refused.getStatusCode());
        assertEquals(BearerTokenError.INVALID_TOKEN.getCode(), BearerTokenError.parse(refused.getWWWAuthenticate()).getCode());
    }

    @Test
    void mayAuthenticateInTheBodyAsWell() throws Exception {
        AccessToken token = granted(new ClientSecretPost(ADMIN, new Secret(installation.adminSecret())));
        assertEquals(SCOPE, token.getScope());
        assertTrue(token.getLifetime() > 3590 && token.getLifetime() <= 3600, "" + token.getLifetime());
    }

    @Test
    void withoutATokenTheChallengeNamesNoError() throws Exception {
        HTTPResponse refused = new HTTPRequest(HTTPRequest.Method.GET, at("/configapi/v2/user/admin")).send();
        assertEquals(401, refused.getStatusCode());
        assertNull(BearerTokenError.parse(refused.getWWWAuthenticate()).getCode());
    }

    @Test
    void understandsWhatIsWrong() throws Exception {
        assertEquals(OAuth2Error.INVALID_CLIENT,
                error(new ClientSecretBasic(ADMIN, new Secret("wrong")), new ClientCredentialsGrant()));
        assertEquals(OAuth2Error.UNSUPPORTED_GRANT_TYPE, error(client, new RefreshTokenGrant(new RefreshToken("x"))));
    }

    private static AccessToken granted(ClientAuthentication by) throws IOException, ParseException {
        return answer(by, new ClientCredentialsGrant()).toSuccessResponse().getTokens().getAccessToken();
    }

    private static ErrorObject error(ClientAuthentication by, AuthorizationGrant grant) throws IOException, ParseException {
        return answer(by, grant).toErrorResponse().getErrorObject();
    }

    private static TokenResponse answer(ClientAuthentication by, AuthorizationGrant grant) throws IOException, ParseException {
        return TokenResponse.parse(new TokenRequest.Builder(server.getTokenEndpointURI(), by, grant).scope(SCOPE).build()
                .toHTTPRequest().send());
    }

    /** Validates as in RFC 9068 §4, with the published keys. */
    private static JWTClaimsSet verified(AccessToken token) throws Exception {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(server.getJWKSetURI().toURL()).build();
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(server.getIssuer().getValue() + "/configapi",
                new JWTClaimsSet.Builder().issuer(server.getIssuer().getValue()).build(),
                Set.of("sub", "client_id", "iat", "exp", "jti")));
        return processor.process(token.getValue(), null);
    }

    private static TokenIntrospectionResponse introspected(AccessToken token) throws IOException, ParseException {
        return TokenIntrospectionResponse.parse(
                new TokenIntrospectionRequest(server.getIntrospectionEndpointURI(), client, token).toHTTPRequest().send());
    }

    private static HTTPResponse used(AccessToken token) throws IOException {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, at("/configapi/v2/user/admin"));
        request.setAuthorization(((BearerAccessToken) token).toAuthorizationHeader());
        return request.send();
    }

    private static URI at(String path) {
        return URI.create(server.getIssuer().getValue() + path);
    }
}
