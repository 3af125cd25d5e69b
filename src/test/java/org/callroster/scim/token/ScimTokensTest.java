package org.callroster.scim.token;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.scim.Scim;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Tokens for identity providers that hold one fixed text. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ScimTokensTest {

    private static final String PATH = "/scimtoken/provider";

    private final SmallTenant tenant = SmallTenant.create();

    private Response made(String more) {
        if (tenant.admin().get("/user/provider").statusCode() == 404) {
            tenant.adminSends(Map.of("privileges", List.of("Manage users", "Manage all teams", "Manage teams")))
                    .put("/role/SCIM");
            Map<String, Object> user = tenant.somebody("SCIM");
            user.put("loginId", "provider");
            tenant.adminSends(user).post("/user").then().statusCode(200);
        }
        return tenant.adminSends("{\"name\":\"P\"" + more + "}").post(PATH);
    }

    private Scim scim(String more) {
        String token = made(more).then().statusCode(200).extract().path("token");
        return new Scim(() -> token);
    }

    @Test
    void aTokenActsAsItsUserBelowThePathsOfScimAlone() {
        Scim scim = scim("");
        scim.get("/Users").then().statusCode(200);
        scim.get("/Me").then().statusCode(200).body("userName", is("provider"));
        Api.withToken(scim.token().get()).get("/scim/users").then().statusCode(200);
        Api.withToken(scim.token().get()).get("/user").then().statusCode(401).body("error", is("invalid_token"));
        scim.created("by.token");
        tenant.admin().get("/audit?subject=by.token").then().body("events[0].actor", is("provider"))
                .body("events[0].via", is("scim"))
                .body("events[0].credential", is(tenant.admin().get(PATH).path("[0].id").toString()));
    }

    @Test
    void itsTextIsShownOnce() {
        Scim scim = scim(",\"expires_at\":\"2027-06-30T12:00:00Z\",\"ignorePasswords\":true");
        scim.get("/Me").then().statusCode(200);
        Response list = tenant.admin().get(PATH);
        list.then().statusCode(200).body("[0].name", is("P")).body("[0].expires_at", is("2027-06-30T12:00:00.000Z"))
                .body("[0].ignorePasswords", is(true)).body("[0]", hasKey("last_used_at"))
                .body("[0].last_used_from", is("127.0.0.1"))
                .body("[0]", not(hasKey("token")));
        assertThat(TestDatabase.value("select string_agg(cast(x as text), '') from scim_token x"),
                not(containsString(scim.token().get().substring(26, 60))));
        tenant.admin().get("/audit").then().body(not(containsString("crs_")));
    }

    @Test
    void aThirdTokenEndsTheOldest() throws InterruptedException {
        Scim first = scim("");
        Scim second = scim("");
        first.get("/Me").then().statusCode(200);
        Scim third = scim("");
        SteppedTicker.passASecond();
        first.get("/Me").then().statusCode(401);
        second.get("/Me").then().statusCode(200);
        third.get("/Me").then().statusCode(200);
        assertThat(Api.atOnce(8, i -> made("")), everyItem(is(200)));
        tenant.admin().get(PATH).then().body("$", hasSize(2));
    }

    @Test
    void itDiesWithItsUserItsTenantItsTimeAndByHand() throws InterruptedException {
        Scim scim = scim("");
        String id = tenant.admin().get(PATH).path("[0].id");
        for (String change : new String[] { "update app_user set disabled = %s where login_key = 'provider' and tenant_id = "
                + "(select id from tenant where name = '" + tenant.name() + "')",
                "update tenant set enabled = not %s where name = '" + tenant.name() + "'",
                "update scim_token set expires_at = case when %s then now() else now() + interval '1 day' end where id = '" + id
                        + "'" }) {
            scim.get("/Me").then().statusCode(200);
            TestDatabase.execute(change.formatted(true));
            SteppedTicker.passASecond();
            scim.get("/Me").then().statusCode(401).body("status", is("401"));
            TestDatabase.execute(change.formatted(false));
            SteppedTicker.passASecond();
        }
        scim.get("/Me").then().statusCode(200);
        tenant.admin().delete(PATH + "/" + id).then().statusCode(200);
        tenant.admin().delete(PATH + "/" + id).then().statusCode(404);
        SteppedTicker.passASecond();
        scim.get("/Me").then().statusCode(401);
    }

    @Test
    void wrongTokensAreRefusedAlike() {
        String good = scim("").token().get();
        String forged = ScimTokenValue.generate(UUID.randomUUID());
        for (String bad : List.of(good + "x", good.substring(0, good.length() - 1), "crs_", forged, good.toUpperCase())) {
            new Scim(() -> bad).get("/Users").then().statusCode(401)
                    .body("detail", is("the access token is not valid")).body("status", is("401"));
        }
    }

    @Test
    void passwordsCanBeDropped() {
        Scim scim = scim(",\"ignorePasswords\":true");
        String id = scim.sends("{'schemas':['x'],'userName':'nopass','password':'x'}").post("/Users").then().statusCode(201)
                .extract()
                .path("id");
        scim.patch("/Users/" + id, "{'op':'replace','path':'password','value':'y'},{'op':'replace','value':{'password':'z'}}")
                .then()
                .statusCode(200);
        assertThat(TestDatabase.value("select count(password_hash) from app_user where login_key = 'nopass'"), is("0"));
    }

    @Test
    void itsLifeIsBounded() {
        for (String bad : List.of("\"expires_at\":\"2020-01-01T00:00:00Z\"", "\"expires_at\":\"2040-01-01T00:00:00Z\"",
                "\"expires_at\":\"soon\"", "\"name\":\"\"", "\"shoeSize\":4")) {
            made("," + bad).then().statusCode(400).body("error", is("bad_request"));
        }
        tenant.adminSends("{}").post(PATH).then().statusCode(400).body("violations.field", contains("name"));
        tenant.adminSends("{\"name\":\"x\"}").post("/scimtoken/nobody").then().statusCode(404);
    }

    @Test
    void nobodyMakesOneForSomebodyWhoHoldsMore() {
        made("");
        tenant.adminSends(Map.of("privileges", List.of("Manage users", "Manage all teams"))).put("/role/Lesser").then()
                .statusCode(200);
        String lesser = tenant.created("Lesser");
        Api.sends(tenant.name(), lesser, "{\"name\":\"x\"}").post(PATH).then().statusCode(403).body("error", is("forbidden"));
        Api.as(tenant.name(), lesser).get(PATH).then().statusCode(200);
    }
}
