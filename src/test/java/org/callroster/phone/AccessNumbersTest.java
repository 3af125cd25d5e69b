package org.callroster.phone;

import java.util.Map;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** PUT and DELETE of access numbers (contract section 4). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccessNumbersTest {

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void putAnswersTheRowOfTheExport() {
        tenant.adminSends(
                Map.of("number", 14155550100L, "media", "voice", "type", "softphone", "extension", 1, "loginId", "any"))
                .put("/phone/ext/14155550100").then().statusCode(200)
                .body(is("{\"number\":\"14155550100\",\"media\":\"voice\",\"type\":\"softphone\",\"extension\":\"1\","
                        + "\"loginId\":\"admin\",\"firstName\":\"Ada\",\"lastName\":\"Admin\"}"));
    }

    @Test
    void putReplacesTheWholeNumber() {
        tenant.adminSends(Map.of("media", "voice", "type", "phone", "extension", "801", "displayName", "Lobby"))
                .put("/phone/ext/9").then().statusCode(200);
        tenant.adminSends(Map.of("media", "text", "type", "unassigned")).put("/phone/ext/9").then().statusCode(200)
                .body(is("{\"number\":\"9\",\"media\":\"text\",\"type\":\"unassigned\"}"));
        tenant.admin().get("/phone/ext").then().body("size()", is(1));
    }

    @Test
    void aSoftphonesExtensionMustExist() {
        tenant.adminSends(Map.of("media", "voice", "type", "softphone", "extension", "4711")).put("/phone/ext/9").then()
                .statusCode(404).body("error", is("not_found"));
        tenant.admin().get("/phone/ext").then().body(is("[]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "9  | {'type':'unassigned'}                                              | media          | is missing",
            "9  | {'media':'voice'}                                                  | type           | is missing",
            "9  | {'media':'fax','type':'unassigned'}                                | media          | voice, text, voice_text",
            "9  | {'media':'voice','type':'x'}                                       | type           | scenario, softphone",
            "+9 | {'media':'voice','type':'unassigned'}                              | number         | digits",
            "9  | {'number':'8','media':'voice','type':'unassigned'}                 | number         | differs",
            "9  | {'media':'voice','type':'softphone'}                               | extension      | is missing",
            "9  | {'media':'voice','type':'phone','extension':'1'}                   | displayName    | is missing",
            "9  | {'media':'voice','type':'scenario'}                                | scenario       | is missing",
            "9  | {'media':'voice','type':'unassigned','scenario':'x'}               | scenario       | is not allowed",
            "9  | {'media':'voice','type':'scenario','scenario':'x','extension':'a'} | extension      | digits" })
    void whatIsWrongIsNamed(String number, String body, String field, String message) {
        tenant.adminSends(body.replace('\'', '"')).put("/phone/ext/" + number).then().statusCode(400)
                .body("error", is("bad_request")).body("violations[0].field", is(field))
                .body("violations[0].message", containsString(message));
        tenant.admin().get("/phone/ext").then().body(is("[]"));
    }

    @Test
    void deleteTakesItAwayOnce() {
        tenant.adminSends(Map.of("media", "voice", "type", "unassigned")).put("/phone/ext/9").then().statusCode(200);
        tenant.admin().delete("/phone/ext/9").then().statusCode(200).body(is("OK"));
        tenant.admin().delete("/phone/ext/9").then().statusCode(404).body("error", is("not_found"));
    }
}
