package org.callroster.token;

import io.restassured.response.Response;

/** The calls beside the token call, written by hand as forms. */
public final class OAuth {

    private OAuth() {
    }

    public static Response post(String call, String form) {
        return TokenCall.form().body(form).post("/oauth/" + call);
    }

    public static Response postAs(String call, String authorization, String form) {
        return TokenCall.form().header("Authorization", authorization).body(form).post("/oauth/" + call);
    }
}
