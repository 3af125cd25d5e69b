package org.callroster.phone;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

/**
 * Contract section 1: without Manage all teams, Manage phones reaches only numbers that lead to members of the caller's teams,
 * and unassigned ones. The caller supervises Staff; 10 and 11 are of Staff, 20 is not, and nobody has 77.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReachOfNumbersTest {

    private static final String NUMBER = "/phone/ext/5551000";

    private SmallTenant tenant;
    private String caller;

    @BeforeEach
    void aCallerWhoSupervisesOneOfTwoTeams() {
        tenant = SmallTenant.create();
        tenant.admin().put("/team/Others").then().statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("Manage phones"))).put("/role/Phones").then().statusCode(200);
        caller = tenant.created("Phones");
        tenant.superviseStaff(caller);
        user("Staff", "10");
        user("Staff", "11");
        user("Others", "20");
        Api.token(tenant.name(), caller);
    }

    @ParameterizedTest
    @ValueSource(strings = { "unassigned", "softphone 10", "scenario 10", "scenario 10,11", "scenario 10,10", "phone 11" })
    void whatLeadsToTheCallersTeamsMayBeMadeChangedAndDeleted(String kind) {
        Api.sends(tenant.name(), caller, number(kind)).put(NUMBER).then().statusCode(200);
        assertThat(exported(caller), is(List.of("5551000")));
        Api.sends(tenant.name(), caller, number("unassigned")).put(NUMBER).then().statusCode(200);
        Api.sends(tenant.name(), caller, number(kind)).put(NUMBER).then().statusCode(200);
        Api.as(tenant.name(), caller).delete(NUMBER).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "softphone 20", "scenario 20", "scenario 10,20", "scenario 20,10", "scenario 77", "scenario 10,77",
            "scenario", "phone 20", "phone 77" })
    void whatLeadsElsewhereMayNeitherBeMadeNorChangedNorDeleted(String kind) {
        forbidden(Api.sends(tenant.name(), caller, number(kind)).put(NUMBER));
        assertThat(exported("admin"), is(List.of()));
        tenant.adminSends(number(kind)).put(NUMBER).then().statusCode(200);
        String before = tenant.admin().get("/phone/ext").asString();
        forbidden(Api.sends(tenant.name(), caller, number("unassigned")).put(NUMBER));
        forbidden(Api.sends(tenant.name(), caller, number("softphone 10")).put(NUMBER));
        forbidden(Api.as(tenant.name(), caller).delete(NUMBER));
        tenant.admin().get("/phone/ext").then().body(is(before));
        assertThat(exported(caller), is(List.of()));
    }

    @Test
    void aNumberWhoseUserIsGoneIsUnassigned() {
        String gone = user("Others", "30");
        tenant.adminSends(number("softphone 30")).put(NUMBER).then().statusCode(200);
        tenant.admin().delete("/user/" + gone).then().statusCode(200);
        assertThat(exported(caller), is(List.of("5551000")));
        Api.sends(tenant.name(), caller, number("softphone 10")).put(NUMBER).then().statusCode(200);
    }

    @Test
    void theExportHoldsWhatTheCallerReaches() {
        List<String> kinds = List.of("unassigned", "softphone 10", "softphone 20", "scenario 11,10", "scenario 10,20",
                "scenario 77", "scenario", "phone 10", "phone 20", "phone 77");
        for (int i = 0; i < kinds.size(); i++) {
            tenant.adminSends(number(kinds.get(i))).put("/phone/ext/" + i).then().statusCode(200);
        }
        assertThat(exported(caller), containsInAnyOrder("0", "1", "3", "7"));
        assertThat(exported("admin").size(), is(kinds.size()));
    }

    @Test
    void withManageAllTeamsEverythingIsReached() {
        for (String kind : new String[] { "softphone 20", "scenario 10,20,77", "scenario", "phone 77", "unassigned" }) {
            tenant.adminSends(number(kind)).put(NUMBER).then().statusCode(200);
        }
        tenant.admin().delete(NUMBER).then().statusCode(200);
    }

    @Test
    void ofManyAtOnceNoneGetsBeyond() {
        tenant.adminSends(number("scenario 20")).put(NUMBER).then().statusCode(200);
        assertThat(Api.atOnce(8, i -> i % 2 == 0 ? Api.as(tenant.name(), caller).delete(NUMBER)
                : Api.sends(tenant.name(), caller, number("phone 10")).put(NUMBER)), is(Collections.nCopies(8, 403)));
    }

    /** {@code scenario 10,20}: a type and, if it has one, an extension. */
    private static Map<String, Object> number(String kind) {
        String[] parts = kind.split(" ");
        Map<String, Object> number = new HashMap<>(Map.of("media", "voice", "type", parts[0]));
        if (parts.length > 1) {
            number.put("extension", parts[1]);
        }
        if (parts[0].equals("scenario")) {
            number.put("scenario", "Queue");
        }
        if (parts[0].equals("phone")) {
            number.put("displayName", "Desk");
        }
        return number;
    }

    private String user(String team, String extension) {
        Map<String, Object> user = tenant.somebody();
        user.putAll(Map.of("team", team, "extension", extension));
        tenant.adminSends(user).post("/user").then().statusCode(200);
        return (String) user.get("loginId");
    }

    private List<String> exported(String loginId) {
        return Api.as(tenant.name(), loginId).get("/phone/ext").then().statusCode(200).extract().path("number");
    }

    private static void forbidden(Response answer) {
        answer.then().statusCode(403).body("error", is("forbidden"));
    }
}
