package org.callroster.token;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.callroster.Api;
import org.callroster.RawHttp;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.callroster.token.TokenCall.ADMIN;
import static org.callroster.token.TokenCall.GRANT;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** Contract section 1: what strangers send is measured, and must be UTF-8. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TokenInputTest {

    private static final String WRONG = "{\"error\":\"invalid_client\",\"error_description\":\"client authentication failed\"}";
    private static final String NOT_UTF8 = "{\"error\":\"invalid_request\",\"error_description\":\"the form is not UTF-8\"}";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** The secret as it stands: a prefix of what is sent is as wrong as anything. */
    @Test
    void credentialsThatAreTooLongAreWrongLikeOthers() {
        String secret = TokenCall.ADMIN_SECRET;
        for (String form : new String[] { "client_id=" + "x".repeat(129) + "&client_secret=" + secret,
                "client_id=" + "\u03a3".repeat(2000) + "&client_secret=" + secret,
                "client_id=nobody&client_secret=" + secret + "x".repeat(300), "client_id=nobody&client_secret=wrong" }) {
            TokenCall.post(GRANT + "&tenant=" + Api.EXAMPLE + "&" + form).then().statusCode(401).body(is(WRONG));
        }
        TokenCall.post(ADMIN + "&tenant=" + Api.EXAMPLE + "/" + "x".repeat(300)).then().statusCode(401).body(is(WRONG));
        TokenCall.postAs(TokenCall.basic("admin", secret + "x".repeat(9000)), GRANT + "&tenant=" + Api.EXAMPLE).then()
                .statusCode(401).body(is(WRONG)).header("WWW-Authenticate", "Basic realm=\"callroster\"");
    }

    @Test
    void aScopeMayBeSoLongAndNoLonger() {
        String scope = "x".repeat(1024);
        TokenCall.post(ADMIN + "&tenant=" + Api.EXAMPLE + "&scope=" + scope).then().statusCode(200).body("scope", is(scope));
        TokenCall.post(ADMIN + "&tenant=" + Api.EXAMPLE + "&scope=" + scope + "x").then().statusCode(400).body(
                is("{\"error\":\"invalid_request\",\"error_description\":\"scope is longer than 1024 characters\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "client_id=\u00fc", "client_id=%FC", "client_id=x%C3", "client_id=%ED%A0%80", "%FC=x",
            "client_id=%C0%AF" })
    void aFormThatIsNotUtf8IsRefused(String field) {
        byte[] form = (GRANT + "&tenant=" + Api.EXAMPLE + "&client_secret=x&" + field).getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> answer =
                RawHttp.send("POST", "/configapi/v2/oauth/token", "x", FORM, BodyPublishers.ofByteArray(form));
        assertThat(answer.statusCode(), is(400));
        assertThat(answer.body(), is(NOT_UTF8));
    }
}
