package org.callroster.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.ContractCalls;
import org.callroster.ContractCalls.Call;
import org.callroster.SmallTenant;
import org.callroster.SteppedTicker;
import org.callroster.TenantRows;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Contract section 1: another tenant's object is 404, whatever call of the OpenAPI document is made. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TenantIsolationTest {

    /** Objects of the example tenant that the rival has none of, by what the path calls them. */
    private static final Map<String, List<String>> THEIRS = Map.ofEntries(Map.entry("/export", List.of("each tenant has one")),
            Map.entry("/bulk", List.of("019ab1c2-7d34-7e5f-8a6b-1c2d3e4f5a6b")),
            Map.entry("/user", List.of("frank.zappa", "frontdesk/night")),
            Map.entry("/secret", List.of("hr.sync", "frontdesk/night")),
            Map.entry("/scimtoken", List.of("hr.sync", "frontdesk/night")),
            Map.entry("/scimsetting", List.of("each tenant has one")),
            Map.entry("/team", List.of("Technical Support")),
            Map.entry("/skill", List.of("Japanese")),
            Map.entry("/role", List.of("Phone Directory")),
            Map.entry("/securitypolicy", List.of("each tenant has one")),
            Map.entry("/lock", List.of("each tenant has a list")),
            Map.entry("/audit", List.of("each tenant has one")),
            Map.entry("/supervisor", List.of("frank.zappa", "frontdesk/night")),
            Map.entry("/phone", List.of("14155550148", "14155550101")));

    /** What must not be in an answer to the rival. */
    private static final List<String> MARKS = List.of("Zappa", "Front Desk", "frank.zappa@gmail.com",
            "Main menu", "Directory Editor", "Mandarin", "Quality Assurance");

    private static final List<String> BODIES = List.of("", "{}", "{\"disabled\":true}", "{\"firstName\":\"Stolen\"}",
            "{\"loginId\":\"new.one\",\"firstName\":\"A\",\"lastName\":\"B\",\"team\":\"Technical Support\"}",
            "{\"loginId\":\"new.one\",\"firstName\":\"A\",\"lastName\":\"B\",\"team\":\"Staff\",\"roles\":[\"Phone Directory\"]}",
            "{\"loginId\":\"new.one\",\"firstName\":\"A\",\"lastName\":\"B\",\"team\":\"Staff\",\"skills\":{\"Japanese\":1}}",
            "{\"media\":\"voice\",\"type\":\"softphone\",\"extension\":\"1048\"}",
            "{\"maxLoginAttempts\":1}",
            "{\"privileges\":[\"Manage users\"],\"assignToNewUsers\":true}");

    static List<Call> calls() {
        return ContractCalls.withToken();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aRivalNeitherSeesNorChangesAnything(Call call) {
        SmallTenant rival = SmallTenant.create();
        rival.admin();
        Map<String, String> before = TenantRows.checksums(Api.EXAMPLE);
        List<Response> answers = new ArrayList<>();
        for (String object : THEIRS.get("/" + call.path().split("/")[1])) {
            for (String body : call.method().matches("GET|DELETE") ? List.of("") : BODIES) {
                answers.add(rival.adminSends(body).header("X-Tenant", Api.EXAMPLE).header("X-Forwarded-Host", Api.EXAMPLE)
                        .request(call.method(), call.at(object) + "?tenant=" + Api.EXAMPLE));
            }
        }
        assertThat(answers.isEmpty(), is(false));
        for (Response answer : answers) {
            MARKS.forEach(mark -> assertThat(answer.asString(), not(containsString(mark))));
            if (call.path().matches("/(user|secret|scimtoken|supervisor|bulk/).*")) {
                assertThat(call + " " + answer.asString(), answer.statusCode() / 100, is(4));
            }
            assertThat(answer.asString(), answer.statusCode() < 500, is(true));
        }
        assertThat(TenantRows.checksums(Api.EXAMPLE), is(before));
    }

    @Test
    void theMarksAreInWhatTheirOwnAdministratorReads() {
        StringBuilder read = new StringBuilder();
        for (Call call : calls()) {
            if (call.method().equals("GET") && !call.path().startsWith("/bulk/")) {
                THEIRS.get("/" + call.path().split("/")[1]).forEach(object -> read.append(
                        Api.admin().get(call.at(object)).then().statusCode(200).extract().asString()));
            }
        }
        MARKS.forEach(mark -> assertThat(read.toString(), containsString(mark)));
    }

    @Test
    void theSameNamesLiveSideBySide() {
        SmallTenant rival = SmallTenant.create();
        Map<String, Object> twin = rival.somebody();
        twin.putAll(Map.of("loginId", "frank.zappa", "lastName", "Twin", "extension", "1048"));
        String before = Api.admin().get("/user/frank.zappa").asString();
        rival.adminSends(twin).post("/user").then().statusCode(200);
        rival.admin().get("/user/frank.zappa").then().body("lastName", is("Twin"));
        rival.adminSends(Map.of("disabled", true)).put("/user/frank.zappa").then().statusCode(200);
        rival.admin().delete("/user/frank.zappa").then().statusCode(200);
        Api.admin().get("/user/frank.zappa").then().statusCode(200).body(is(before));
    }

    /** Both tenants have an {@code admin} and a team {@code Staff}; only theirs has {@code provider} and {@code Inbox}. */
    @Test
    void tokensAndDefaultTeamsOfIdentityProvidersAreTheirTenantsOwn() {
        SmallTenant theirs = SmallTenant.create();
        SmallTenant mine = SmallTenant.create();
        theirs.admin().put("/team/Inbox").then().statusCode(200);
        theirs.adminSends(Map.of("defaultTeam", "Inbox")).put("/scimsetting").then().statusCode(200);
        String provider = theirs.created("Everything");
        List<String> logins = List.of("admin", provider);
        List<String> ids = logins.stream().map(login -> theirs.adminSends(Map.of("name", "Theirs")).post("/scimtoken/" + login)
                .then().statusCode(200).extract().<String>path("id")).toList();
        Map<String, String> before = TenantRows.checksums(theirs.name());
        mine.admin().get("/scimsetting").then().statusCode(200).body(not(containsString("Inbox")));
        mine.adminSends(Map.of("defaultTeam", "Inbox")).put("/scimsetting").then().statusCode(404);
        mine.adminSends(Map.of("defaultTeam", "Staff")).put("/scimsetting").then().statusCode(200);
        mine.admin().get("/scimtoken/admin").then().statusCode(200).body(is("[]"));
        mine.admin().get("/scimtoken/" + provider).then().statusCode(404);
        logins.forEach(login -> ids.forEach(
                id -> mine.admin().delete("/scimtoken/" + login + "/" + id).then().statusCode(404)));
        assertThat(TenantRows.checksums(theirs.name()), is(before));
    }

    @Test
    void aSecretOpensItsOwnTenantOnly() {
        String secret = Api.newSecret(Api.RIVAL, "admin");
        Api.requestToken(Api.RIVAL, "admin", secret).then().statusCode(200);
        Api.requestToken(Api.EXAMPLE, "admin", secret).then().statusCode(401);
    }

    @Test
    void anInactiveTenantIsShut() throws InterruptedException {
        SmallTenant tenant = SmallTenant.create();
        tenant.admin().get("/team").then().statusCode(200);
        TestDatabase.execute("update tenant set enabled = false where name = ?", tenant.name());
        SteppedTicker.passASecond();
        tenant.admin().get("/team").then().statusCode(401).body("error", is("invalid_token"));
        Api.requestToken(tenant.name(), "admin", Api.newSecret(tenant.name(), "admin")).then().statusCode(401);
    }
}
