package org.callroster.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

/** The audit in pages, the newest first. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditListTest {

    private final SmallTenant tenant = SmallTenant.create();
    private String loginId;

    @BeforeEach
    void someEvents() {
        loginId = tenant.created("Everything");
        tenant.adminSends(Map.of("password", "Plenty of rope, 42 m")).put("/user/" + loginId).then().statusCode(200);
        for (int i = 0; i < 6; i++) {
            Api.requestToken(tenant.name(), loginId, "wrong").then().statusCode(401);
        }
        tenant.admin().put("/user/lock/" + loginId).then().statusCode(200);
        tenant.adminSends(Map.of("minPasswordLength", 13)).put("/securitypolicy").then().statusCode(200);
    }

    @Test
    void everyEventIsThere() {
        assertThat(kinds("?user=" + loginId), hasItems("lock cleared", "account locked", "login failed",
                "user updated, password set", "user created"));
        assertThat(kinds(""), hasItems("security policy changed"));
        assertThat(tenant.admin().get("/audit?kind=account%20locked").asString(), matchesPattern(
                "\\{\"events\":\\[\\{\"time\":\"[^\"]*Z\",\"kind\":\"account locked\",\"actor\":\"" + loginId
                        + "\",\"subject\":\"" + loginId
                        + "\",\"subjectUid\":\"[^\"]*\",\"via\":\"api\",\"ipAddress\":\"127.0.0.1\",\"request\":\"[^\"]*\","
                        + "\"reason\":\"wrong secret\"\\}\\]\\}"));
        List<Integer> counts = tenant.admin().get("/audit?kind=login%20failed").path("events.count");
        assertThat(counts.stream().mapToInt(i -> i).sum(), is(6));
    }

    @Test
    void theUserIsFoundInAnyCaseAsWhoDidItAndAsWhomItWasDoneTo() {
        assertThat(kinds("?user=" + loginId.toUpperCase()), is(kinds("?user=" + loginId)));
        List<String> actors = tenant.admin().get("/audit?user=admin").path("events.actor");
        assertThat(actors, everyItem(is("admin")));
        assertThat(kinds("?user=nobody"), is(empty()));
    }

    @ParameterizedTest
    @CsvSource({ "ΝΙΚΟΣ,νικος", "İlker,i\u0307lker", "JÜRGEN.GROSS,ju\u0308rgen.gross", "Zoe\u0308,ZOË" })
    void theUserIsFoundByWhatIsComparedOfALogin(String login, String otherwise) {
        create(login);
        for (int i = 0; i < 6; i++) {
            Api.requestToken(tenant.name(), login, "wrong").then().statusCode(401);
        }
        tenant.admin().put("/user/lock/" + Api.path(otherwise)).then().statusCode(200);
        for (String spelling : List.of(login, otherwise, login.toLowerCase(Locale.ROOT))) {
            assertThat(kinds("?user=" + Api.path(spelling)), hasItems("user created", "login failed", "account locked",
                    "lock cleared"));
        }
    }

    @Test
    void whatAUserDidIsFoundByWhatIsComparedOfALogin() {
        create("ΝΙΚΟΣ");
        Api.as(tenant.name(), "ΝΙΚΟΣ").put("/team/Ομάδα").then().statusCode(200);
        assertThat(tenant.admin().get("/audit?user=" + Api.path("νικος") + "&kind=team%20created").path("events.actor"),
                is(List.of("ΝΙΚΟΣ")));
    }

    @Test
    void whatAStrangerTriedIsFoundByWhatIsComparedOfALogin() {
        Api.requestToken(tenant.name(), "İsmail", "wrong").then().statusCode(401);
        assertThat(kinds("?user=" + Api.path("İSMAIL")), is(List.of("login failed")));
    }

    /** Names that are no logins are compared in the same way. */
    @Test
    void theNameOfARoleIsFoundInAnyCase() {
        tenant.admin().put("/role/" + Api.path("Λόγος")).then().statusCode(200);
        assertThat(kinds("?user=" + Api.path("ΛΌΓΟΣ")), is(List.of("role written")));
    }

    /** All of them take three characters in NFC, of four bytes each: more than an index could hold of plain text. */
    @Test
    void theLongestNameIsFound() {
        String name = new Random(1).ints(255, 0x1D15E, 0x1D165).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
        tenant.admin().put("/role/" + Api.path(name)).then().statusCode(200);
        assertThat(kinds("?user=" + Api.path(name)), is(List.of("role written")));
    }

    private void create(String login) {
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("loginId", login);
        tenant.adminSends(user).post("/user").then().statusCode(200);
    }

    @Test
    void allConditionsHoldAtOnce() {
        String now = Instant.now().toString();
        String query = "?user=" + loginId + "&kind=login%20failed&limit=1";
        assertThat(kinds(query), is(List.of("login failed")));
        assertThat(kinds(query + "&from=" + now), is(empty()));
        assertThat(kinds(query + "&to=" + now), is(List.of("login failed")));
        assertThat(kinds("?user=" + loginId + "&kind=user%20deleted"), is(empty()));
    }

    @Test
    void theTimeIsBounded() {
        Instant now = Instant.now();
        assertThat(kinds("?from=" + now.plus(1, ChronoUnit.HOURS)), is(empty()));
        assertThat(kinds("?to=" + now.minus(1, ChronoUnit.HOURS)), is(empty()));
        assertThat(kinds("?from=" + now.minus(1, ChronoUnit.HOURS) + "&to=" + now.plus(1, ChronoUnit.HOURS)), is(kinds("")));
    }

    @Test
    void pagesFollowEachOther() {
        List<String> paged = new ArrayList<>();
        Response page = tenant.admin().get("/audit?limit=2");
        paged.addAll(page.path("events.kind"));
        List<String> whole = kinds("");
        tenant.adminSends(Map.of("minPasswordLength", 14)).put("/securitypolicy").then().statusCode(200);
        while (page.path("next_cursor") != null) {
            page = tenant.admin().get("/audit?limit=2&cursor=" + page.path("next_cursor"));
            paged.addAll(page.path("events.kind"));
        }
        assertThat(paged, is(whole));
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        SmallTenant rival = SmallTenant.create();
        assertThat(rival.admin().get("/audit").<List<String>>path("events.subject"), not(hasItems(loginId)));
        String cursor = tenant.admin().get("/audit?limit=1").path("next_cursor");
        assertThat(rival.admin().get("/audit?cursor=" + cursor).<List<String>>path("events.subject"), is(empty()));
    }

    @ParameterizedTest
    @CsvSource({ "limit=0,limit", "cursor=eA,cursor", "cursor=!,cursor", "from=yesterday,from",
            "to=2027-01-31,to", "to=%2B99999-01-01T00:00:00Z,to", "user=a%00b,user", "via=pigeon,via", "job=7,job",
            "actor=%0A,actor", "subject=%20a,subject" })
    void badParametersAreNamed(String query, String field) {
        tenant.admin().get("/audit?" + query).then().statusCode(400).body("violations[0].field", is(field));
    }

    private List<String> kinds(String query) {
        return tenant.admin().get("/audit" + query).then().statusCode(200).extract().path("events.kind");
    }
}
