package org.callroster.export;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** Contract section 4, the two exports. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExportsTest {

    private static final String ADMIN_ROW =
            "{\"extension\":\"1\",\"loginId\":\"admin\",\"firstName\":\"Ada\",\"lastName\":\"Admin\","
                    + "\"voiceMail\":false,\"greeting\":false}";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void userNumbersAreABareArrayByteForByte() {
        put("14155550100", Map.of("media", "voice", "type", "softphone", "extension", "1"));
        tenant.admin().get("/phone/user").then().statusCode(200).header("Content-Type", is("application/json"))
                .body(is("[" + ADMIN_ROW.replace("\"voiceMail\"", "\"external\":\"14155550100\",\"voiceMail\"") + "]"));
    }

    @Test
    void usersAreSortedByTheLengthOfTheExtensionThenItsText() {
        for (String extension : new String[] { "20", "100", "099", "3" }) {
            user("user" + extension, extension);
        }
        tenant.admin().get("/phone/user").then().body("extension", is(List.of("1", "3", "20", "099", "100")));
    }

    @Test
    void disabledUsersAreIncluded() {
        String user = user("gone", "77");
        tenant.adminSends(Map.of("disabled", true)).put("/user/" + user).then().statusCode(200);
        tenant.admin().get("/phone/user").then().body("loginId", hasItem("gone"));
    }

    @Test
    void theLowestNumberThatPointsAtTheExtensionIsExternal() {
        user("five", "5");
        put("200", Map.of("media", "voice", "type", "softphone", "extension", "5"));
        put("1000", Map.of("media", "voice", "type", "softphone", "extension", "5"));
        external("five", "200");
        put("150", Map.of("media", "voice", "type", "phone", "extension", "5", "displayName", "Desk"));
        external("five", "150");
        put("99", Map.of("media", "voice", "type", "scenario", "scenario", "Queue", "extension", "4,5,6"));
        external("five", "99");
        external("admin", null);
    }

    @Test
    void accessNumbersAreABareArrayByteForByte() {
        put("14151234567", Map.of("media", "voice_text", "type", "scenario", "scenario", "Queue to agent", "textOutService",
                "Maintenance renewal SMS"));
        put("14155550101", Map.of("media", "voice", "type", "softphone", "extension", "1", "textOutService", "SMS"));
        put("14155550102", Map.of("media", "text", "type", "phone", "extension", "801", "displayName", "Lobby"));
        put("9", Map.of("media", "voice", "type", "unassigned"));
        tenant.admin().get("/phone/ext").then().statusCode(200).header("Content-Type", is("application/json")).body(is("["
                + "{\"number\":\"9\",\"media\":\"voice\",\"type\":\"unassigned\"},"
                + "{\"number\":\"14151234567\",\"media\":\"voice_text\",\"type\":\"scenario\",\"scenario\":\"Queue to agent\","
                + "\"textOutService\":\"Maintenance renewal SMS\"},"
                + "{\"number\":\"14155550101\",\"media\":\"voice\",\"type\":\"softphone\",\"extension\":\"1\","
                + "\"textOutService\":\"SMS\",\"loginId\":\"admin\",\"firstName\":\"Ada\",\"lastName\":\"Admin\"},"
                + "{\"number\":\"14155550102\",\"media\":\"text\",\"type\":\"phone\",\"extension\":\"801\","
                + "\"displayName\":\"Lobby\"}]"));
    }

    @Test
    void noNumbersAreAnEmptyArray() {
        tenant.admin().get("/phone/ext").then().statusCode(200).body(is("[]"));
    }

    @Test
    void aNumberFollowsItsUserAndIsFreeWhenHeIsDeleted() {
        String user = user("mover", "60");
        put("700", Map.of("media", "voice", "type", "softphone", "extension", "60", "textOutService", "SMS"));
        tenant.adminSends(Map.of("extension", "61")).put("/user/" + user).then().statusCode(200);
        tenant.admin().get("/phone/ext").then().body("extension", hasItem("61"));
        tenant.admin().delete("/user/" + user).then().statusCode(200);
        tenant.admin().get("/phone/ext").then()
                .body(is("[{\"number\":\"700\",\"media\":\"voice\",\"type\":\"unassigned\"}]"));
    }

    @Test
    void moreRowsThanOneBatchComeThroughWhole() {
        TestDatabase.execute("""
                insert into access_number (tenant_id, number, media, type)
                select id, 1000 + n, 'voice', 'unassigned' from tenant, generate_series(1, 2501) n where name = ?""",
                tenant.name());
        tenant.admin().get("/phone/ext").then().header("Transfer-Encoding", is("chunked")).body("size()", is(2501))
                .body("[2500].number", is("3501"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/csv", "text/csv; charset=utf-8", "application/xml, text/csv;q=0.9" })
    void csvIsGivenOnDemand(String accept) {
        put("9", Map.of("media", "voice", "type", "phone", "extension", "801", "displayName", "=2+2, \"Lobby\""));
        tenant.admin().accept(accept).get("/phone/ext").then().statusCode(200).header("Content-Type", startsWith("text/csv"))
                .body(is("number,media,type,extension,scenario,textOutService,displayName,loginId,firstName,lastName\r\n"
                        + "9,voice,phone,801,,,\"'=2+2, \"\"Lobby\"\"\",,,\r\n"));
        tenant.admin().accept(accept).get("/phone/user").then().body(endsWith(
                "extension,loginId,firstName,lastName,external,voiceMail,greeting\r\n1,admin,Ada,Admin,,false,false\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json, text/csv", "text/csv;q=0, application/json", "text/csv;q=0", "*/*",
            "text/csv;q=0.4, application/json;q=0.5", "text/plain, */*" })
    void jsonIsGivenUnlessCsvIsPreferred(String accept) {
        for (String export : List.of("/phone/ext", "/phone/user")) {
            tenant.admin().accept(accept).get(export).then().statusCode(200).header("Content-Type", is("application/json"))
                    .header("Vary", is("Accept"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "TEXT/CSV", "text/*", "application/json;q=0.5, text/csv", "text/csv;q=0.2, */*;q=0.1" })
    void csvIsGivenWhereItIsPreferred(String accept) {
        for (String export : List.of("/phone/ext", "/phone/user/")) {
            tenant.admin().accept(accept).get(export).then().statusCode(200).header("Content-Type", startsWith("text/csv"))
                    .header("Vary", is("Accept"));
        }
    }

    @Test
    void severalAcceptHeadersAreOne() {
        tenant.admin().header("Accept", "application/json;q=0.5", "text/csv").get("/phone/ext").then()
                .header("Content-Type", startsWith("text/csv"));
        tenant.admin().header("Accept", "text/csv", "application/json").get("/phone/ext").then()
                .header("Content-Type", is("application/json"));
    }

    @Test
    void everyAnswerOfAnExportVariesByAccept() {
        tenant.admin().head("/phone/user").then().statusCode(200).header("Vary", is("Accept"));
        Api.anonymous().get("/phone/ext").then().statusCode(401).header("Vary", is("Accept"));
        Api.as(Api.EXAMPLE, "hr.sync").get("/phone/user").then().statusCode(403).header("Vary", is("Accept"));
        tenant.admin().get("/team").then().statusCode(200).header("Vary", nullValue());
    }

    @Test
    void headTellsTheTypeAndNoRows() {
        tenant.admin().head("/phone/user").then().statusCode(200).header("Content-Type", is("application/json")).body(is(""));
    }

    @Test
    void whoLacksManagePhonesIsRefused() {
        Api.as(Api.EXAMPLE, "hr.sync").get("/phone/user").then().statusCode(403).body("error", is("insufficient_scope"));
        Api.as(Api.EXAMPLE, "phone.directory").get("/phone/user").then().statusCode(200).body("loginId",
                hasItem("frank.zappa"));
    }

    @Test
    void whoDoesNotSeeAllTeamsGetsOnlyTheUsersOfHis() {
        tenant.admin().put("/team/Others").then().statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("Manage phones"))).put("/role/Phones").then().statusCode(200);
        String supervisor = tenant.created("Phones");
        tenant.superviseStaff(supervisor);
        Map<String, Object> outside = tenant.somebody();
        outside.put("team", "Others");
        outside.put("extension", "55");
        tenant.adminSends(outside).post("/user").then().statusCode(200);
        put("10", Map.of("media", "voice", "type", "softphone", "extension", "55"));
        put("11", Map.of("media", "voice", "type", "softphone", "extension", "1"));
        put("12", Map.of("media", "voice", "type", "unassigned"));

        Api.as(tenant.name(), supervisor).get("/phone/user").then().body("loginId", hasItems("admin", supervisor))
                .body("loginId", everyItem(not(outside.get("loginId"))));
        Api.as(tenant.name(), supervisor).get("/phone/ext").then().body("number", is(List.of("11", "12")));
        Api.as(tenant.name(), supervisor).delete("/phone/ext/10").then().statusCode(403).body("error", is("forbidden"));
        Api.as(tenant.name(), supervisor).contentType("application/json")
                .body(Map.of("media", "voice", "type", "softphone", "extension", "55")).put("/phone/ext/13").then()
                .statusCode(403);
    }

    private void put(String number, Map<String, Object> body) {
        tenant.adminSends(body).put("/phone/ext/" + number).then().statusCode(200);
    }

    private String user(String login, String extension) {
        Map<String, Object> user = tenant.somebody();
        user.put("loginId", login);
        user.put("extension", extension);
        tenant.adminSends(user).post("/user").then().statusCode(200);
        return login;
    }

    private void external(String login, String number) {
        tenant.admin().get("/phone/user").then()
                .body("find { it.loginId == '" + login + "' }.external", number == null ? nullValue() : is(number));
    }
}
