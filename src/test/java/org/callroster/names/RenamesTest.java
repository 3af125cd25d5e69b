package org.callroster.names;

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
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

/** Teams, skills and roles get other names: fleet section 4. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RenamesTest {

    private final SmallTenant tenant = SmallTenant.create();

    @ParameterizedTest
    @ValueSource(strings = { "team", "skill", "role" })
    void anotherNameInTheBodyRenames(String kind) {
        make(kind, "Old");
        rename(kind, "Old", "Näw name/2").then().statusCode(200).body("name", is("Näw name/2"));
        tenant.admin().get("/" + kind).then().body("name", hasItem("Näw name/2")).body("name", not(hasItem("Old")));
        rename(kind, "Old", "Other").then().statusCode(404).body("error", is("not_found"));
        make(kind, "Old");
    }

    @ParameterizedTest
    @ValueSource(strings = { "team", "skill", "role" })
    void aTakenNameIsRefused(String kind) {
        make(kind, "A");
        make(kind, "B");
        rename(kind, "A", "B").then().statusCode(409)
                .body("error_description", is("there is a " + kind + " of that name already"));
        tenant.admin().get("/" + kind).then().body("name", hasItem("A"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "team", "skill", "role" })
    void aBadNameIsRefused(String kind) {
        make(kind, "A");
        rename(kind, "A", " B").then().statusCode(400).body("violations.field", is(List.of("name")));
        rename(kind, "A", "B".repeat(256)).then().statusCode(400);
        rename(kind, "A", "B".repeat(200_000)).then().statusCode(400);
    }

    @Test
    void usersKeepWhatIsRenamed() {
        make("team", "T");
        make("skill", "S");
        make("role", "R");
        Map<String, Object> user = tenant.somebody("R");
        user.putAll(Map.of("team", "T", "skills", Map.of("S", 7)));
        String path = "/user/" + user.get("loginId");
        String made = tenant.adminSends(user).post("/user").then().statusCode(200).extract().header("ETag");
        for (String kind : List.of("team", "skill", "role")) {
            String seen = tenant.admin().get(path).header("ETag");
            rename(kind, kind.substring(0, 1).toUpperCase(), kind + " 2").then().statusCode(200);
            tenant.admin().header("If-None-Match", seen).get(path).then().statusCode(200).header("ETag", not(seen));
        }
        tenant.admin().get(path).then().body("team", is("team 2")).body("skills", is(Map.of("skill 2", 7)))
                .body("roles", is(List.of("role 2")));
        tenant.adminSends(Map.of("lastName", "X")).header("If-Match", made).put(path).then().statusCode(200);
    }

    @Test
    void theUserJustMadeIsNotSentAgain() {
        make("skill", "S");
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("skills", Map.of("S", 7));
        String made = tenant.adminSends(user).post("/user").then().statusCode(200).extract().header("ETag");
        tenant.admin().header("If-None-Match", made).get("/user/" + user.get("loginId")).then().statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = { "team", "skill", "role" })
    void onlyWhatWasSeenIsRenamed(String kind) {
        make(kind, "A");
        tenant.adminSends(Map.of("name", "B")).header("If-Match", "\"a\"").put("/" + kind + "/A").then().statusCode(412);
        tenant.adminSends(Map.of("name", "B")).header("If-None-Match", "*").put("/" + kind + "/A").then().statusCode(412);
        tenant.admin().get("/" + kind).then().body("name", hasItem("A"));
    }

    @Test
    void aRoleIsRenamedAndChangedInOneCall() {
        make("role", "A");
        tenant.adminSends(Map.of("name", "B", "privileges", List.of("View audit"))).put("/role/A").then().statusCode(200)
                .body(is("{\"name\":\"B\",\"privileges\":[\"View audit\"],\"assignToNewUsers\":false}"));
    }

    @Test
    void aRoleThatCanDoMoreThanTheCallerIsNotRenamed() {
        tenant.adminSends(Map.of("privileges", List.of("Manage roles"))).put("/role/Keeper").then().statusCode(200);
        String keeper = tenant.created("Keeper");
        Api.sends(tenant.name(), keeper, Map.of("name", "Mine")).put("/role/Everything").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = { "team", "skill", "role" })
    void ofTwelveAtOnceOneRenames(String kind) {
        make(kind, "A");
        List<Integer> statuses = Api.atOnce(12, i -> rename(kind, "A", "B" + i));
        assertThat(statuses.stream().filter(status -> status == 200).count(), is(1L));
        assertThat(statuses, everyItem(is(oneOf(200, 404))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "team", "skill", "role" })
    void ofTwelveAtOnceOneGetsTheName(String kind) {
        for (int i = 0; i < 12; i++) {
            make(kind, "A" + i);
        }
        List<Integer> statuses = Api.atOnce(12, i -> rename(kind, "A" + i, "B"));
        assertThat(statuses.stream().filter(status -> status == 200).count(), is(1L));
        assertThat(statuses, everyItem(is(oneOf(200, 409))));
    }

    private void make(String kind, String name) {
        tenant.admin().put("/" + kind + "/" + name).then().statusCode(200);
    }

    private Response rename(String kind, String name, String newName) {
        return tenant.adminSends(Map.of("name", newName)).put("/" + kind + "/" + Api.path(name));
    }
}
