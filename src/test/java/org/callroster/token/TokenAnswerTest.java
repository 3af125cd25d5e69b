package org.callroster.token;

import java.util.regex.Pattern;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.secret.ApiSecretRows;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

import static io.restassured.RestAssured.config;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

/** What a granted token looks like on the wire (contract section 2). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TokenAnswerTest {

    private static final String JWT = "[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{342}";
    /** 3590 to 3600. */
    private static final String LIFE = "\"(359[0-9]|3600)\"";

    @Test
    void answerIsWrittenByteForByte() {
        TokenCall.post(TokenCall.ADMIN + "&scope=example.com").then().statusCode(200)
                .header("Content-Type", is("application/json"))
                .body(matchesPattern(Pattern.compile("\\{\"access_token\":\"" + JWT
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":" + LIFE + ",\"scope\":\"example\\.com\"}")));
    }

    @Test
    void scopeThatWasNotSentIsLeftOut() {
        TokenCall.post(TokenCall.ADMIN + "&tenant=example.com").then().statusCode(200)
                .body(matchesPattern("\\{\"access_token\":\"" + JWT + "\",\"token_type\":\"Bearer\",\"expires_in\":" + LIFE
                        + "}"));
    }

    @Test
    void emptyScopeIsAsGoodAsNone() {
        TokenCall.post(TokenCall.ADMIN + "&tenant=example.com&scope=").then().statusCode(200).body("scope", nullValue());
    }

    @Test
    void scopeIsEchoedAsItWasSent() {
        TokenCall.post(TokenCall.ADMIN + "&tenant=example.com&scope=a%20%22b%22+%C3%A9").then().statusCode(200)
                .body("scope", equalTo("a \"b\" é"));
    }

    @Test
    void answerIsStoredNowhere() {
        TokenCall.post(TokenCall.ADMIN + "&tenant=example.com").then().statusCode(200)
                .header("Cache-Control", is("no-store")).header("Pragma", is("no-cache"));
    }

    @Test
    void errorsAreStoredNowhere() {
        TokenCall.post("").then().statusCode(400).header("Cache-Control", is("no-store")).header("Pragma", is("no-cache"));
        TokenCall.post(TokenCall.of("nobody", "wrong")).then().statusCode(401).header("Cache-Control", is("no-store"))
                .header("Pragma", is("no-cache"));
        Api.anonymous().get("/oauth/token").then().statusCode(405).header("Cache-Control", is("no-store"))
                .header("Pragma", is("no-cache"));
    }

    @Test
    void basicAuthenticationDoesAsWell() {
        TokenCall.postAs(TokenCall.basic("admin", TokenCall.ADMIN_SECRET), TokenCall.GRANT + "&tenant=example.com").then()
                .statusCode(200).body("token_type", is("Bearer"));
    }

    /** RFC 6749 §2.3.1: both parts are form-encoded before they are joined. */
    @Test
    void basicCredentialsArePercentDecoded() {
        String login = Users.created(Users.named("zoë:" + java.util.UUID.randomUUID() + "+%41 x"));
        String secret = Api.newSecret(Api.EXAMPLE, login);
        TokenCall.postAs(TokenCall.basic(Api.path(login), Api.path(secret)), TokenCall.GRANT + "&tenant=example.com").then()
                .statusCode(200);
    }

    @Test
    void nameOfTheSchemeIsReadInAnyCase() {
        String authorization = TokenCall.basic("admin", TokenCall.ADMIN_SECRET).replace("Basic", "bASIC");
        TokenCall.postAs(authorization, TokenCall.GRANT + "&tenant=example.com").then().statusCode(200);
    }

    @Test
    void bearerTokenBesideTheFormIsIgnored() {
        TokenCall.postAs("Bearer rubbish", TokenCall.ADMIN + "&tenant=example.com").then().statusCode(200);
    }

    @Test
    void loginIdIsReadInEverySpelling() {
        String login = Users.created(Users.named("Émile-" + java.util.UUID.randomUUID()));
        String secret = Api.newSecret(Api.EXAMPLE, login);
        TokenCall.post(TokenCall.of(login.replace("É", "e\u0301").toUpperCase(java.util.Locale.ROOT), secret)).then()
                .statusCode(200);
    }

    @Test
    void secretMayHoldEveryCharacterOfAForm() {
        String login = Users.created();
        String secret = "#&=+%;? ü-" + Api.newSecret(Api.EXAMPLE, login);
        ApiSecretRows.replaceAll(login, secret);
        TokenCall.post(TokenCall.of(login, secret)).then().statusCode(200);
    }

    /** A form's text is no address, in which # would begin a fragment: what stands behind it counts. */
    @Test
    void bareNumberSignInAFormIsACharacterLikeAnyOther() {
        String login = Users.created();
        String secret = "abc#" + Api.newSecret(Api.EXAMPLE, login);
        ApiSecretRows.replaceAll(login, secret);
        TokenCall.post(TokenCall.GRANT + "&client_secret=" + secret + "&client_id=" + login + "&tenant=example.com").then()
                .statusCode(200);
    }

    @Test
    void trailingSlashIsAccepted() {
        TokenCall.form().body(TokenCall.ADMIN + "&tenant=example.com").post("/oauth/token/").then().statusCode(200)
                .header("Cache-Control", is("no-store"));
    }

    @Test
    void contentTypeIsComparedWithoutParametersAndCase() {
        for (String type : new String[] { "application/x-www-form-urlencoded; charset=UTF-8",
                "Application/X-WWW-Form-URLencoded;x=y" }) {
            Api.anonymous().config(config().encoderConfig(encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false))).header("Content-Type", type)
                    .body(TokenCall.ADMIN + "&tenant=example.com").post("/oauth/token").then().statusCode(200);
        }
    }

    @Test
    void acceptNeverRefuses() {
        TokenCall.form().accept("text/html").body(TokenCall.ADMIN + "&tenant=example.com").post("/oauth/token").then()
                .statusCode(200).header("Content-Type", is("application/json"));
    }
}
