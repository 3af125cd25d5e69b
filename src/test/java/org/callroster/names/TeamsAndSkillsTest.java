package org.callroster.names;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** The directory calls for teams and skills. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TeamsAndSkillsTest {

    @Test
    void theListIsABareArrayInTheOrderOfNames() {
        SmallTenant tenant = SmallTenant.create();
        for (String name : new String[] { "b", "Z", "a", "É" }) {
            tenant.admin().put("/team/" + Api.path(name)).then().statusCode(200);
            tenant.admin().put("/skill/" + Api.path(name)).then().statusCode(200);
        }
        tenant.admin().get("/team").then().statusCode(200)
                .body(is("[{\"name\":\"Staff\"},{\"name\":\"Z\"},{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"É\"}]"));
        tenant.admin().get("/skill").then().statusCode(200)
                .body(is("[{\"name\":\"Z\"},{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"É\"}]"));
    }

    @Test
    void anEmptyListIsAnEmptyArray() {
        SmallTenant.create().admin().get("/skill").then().statusCode(200).body(is("[]"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "team", "skill" })
    void putMakesItOnce(String kind) {
        String name = "Nights & weekends/" + UUID.randomUUID();
        String path = "/" + kind + "/" + Api.path(name);
        for (Object body : new Object[] { "", "{}", Map.of("name", name), "{\"name\":null}" }) {
            Api.adminSends(body).put(path).then().statusCode(200).body(is("{\"name\":\"" + name + "\"}"));
        }
        Api.admin().get("/" + kind).then().body("findAll { it.name == '" + name + "' }.size()", is(1));
        Api.admin().delete(path).then().statusCode(200).body(is("OK")).header("Content-Length", is("2"));
        Api.admin().get("/" + kind).then().body("findAll { it.name == '" + name + "' }.size()", is(0));
    }

    @ParameterizedTest
    @ValueSource(strings = { "team", "skill", "role" })
    void namesAreComparedExactly(String kind) {
        String name = "Case-" + UUID.randomUUID();
        Api.admin().put("/" + kind + "/" + name).then().statusCode(200);
        Api.admin().delete("/" + kind + "/" + name.toUpperCase(Locale.ROOT)).then().statusCode(404);
        Api.admin().put("/" + kind + "/" + name.replace("C", "c")).then().statusCode(200);
        Api.admin().delete("/" + kind + "/" + name).then().statusCode(200);
        Api.admin().delete("/" + kind + "/" + name.replace("C", "c")).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({ "team, user team not found", "skill, Skill not found", "role, Role not found" })
    void deletingWhatIsNotThereSaysWhatIsMissing(String kind, String words) {
        Api.admin().delete("/" + kind + "/No%20such%20thing").then().statusCode(404)
                .body(is("{\"error\":\"not_found\",\"error_description\":\"" + words + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "team", "skill", "role" })
    void anUnknownPropertyIsNamed(String kind) {
        Api.adminSends("{\"colour\":1}").put("/" + kind + "/New").then().statusCode(400)
                .body("error_description", is("colour is unknown"));
    }

    @Test
    void aTeamInUseIsNotDeletedAndSaysByWhat() {
        String team = "Team-" + UUID.randomUUID();
        Api.admin().put("/team/" + team).then().statusCode(200);
        String first = Users.created(Users.with("team", team));
        inUse("/team/" + team, "team is in use by 1 user");
        String second = Users.created(Users.with("team", team));
        inUse("/team/" + team, "team is in use by 2 users");
        String supervisor = Users.createdSupervisorOf(team);
        inUse("/team/" + team, "team is in use by 2 users and 1 supervisor");
        Users.createdSupervisorOf(team);
        inUse("/team/" + team, "team is in use by 2 users and 2 supervisors");
        Api.admin().delete("/user/" + first).then().statusCode(200);
        Api.adminSends(Map.of("team", "Sales")).put("/user/" + second).then().statusCode(200);
        inUse("/team/" + team, "team is in use by 0 users and 2 supervisors");
        Api.admin().delete("/user/" + supervisor).then().statusCode(200);
        Api.admin().get("/team").then().body(containsString(team));
    }

    @Test
    void aSkillInUseIsNotDeletedAndSaysByWhat() {
        String skill = "Skill-" + UUID.randomUUID();
        Api.admin().put("/skill/" + skill).then().statusCode(200);
        String loginId = Users.created(Users.with("skills", Map.of(skill, 0)));
        inUse("/skill/" + skill, "skill is in use by 1 user");
        Users.created(Users.with("skills", Map.of(skill, 1)));
        inUse("/skill/" + skill, "skill is in use by 2 users");
        Api.adminSends(Map.of("skills", Map.of())).put("/user/" + loginId).then().statusCode(200);
        inUse("/skill/" + skill, "skill is in use by 1 user");
    }

    private static void inUse(String path, String words) {
        Api.admin().delete(path).then().statusCode(409)
                .body(is("{\"error\":\"conflict\",\"error_description\":\"" + words + "\"}"));
    }
}
