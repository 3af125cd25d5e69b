package org.callroster.export;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

/** {@code GET /configapi/v2/export/user}: fleet section 3, Export. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UserExportTest {

    private static final int MORE_THAN_A_BATCH = 1203;

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void eachUserIsALineAsInTheList() {
        tenant.created("Everything");
        tenant.created();
        Response export = export("");
        export.then().statusCode(200).header("Content-Type", is("application/x-ndjson")).header("Vary", is("Accept"));
        String list = tenant.admin().get("/user").asString();
        assertThat("{\"users\":[" + export.asString().strip().replace("\n", ",") + "]}", is(list));
        assertThat(export.asString().endsWith("}\n"), is(true));
    }

    @Test
    void csvHasAHeaderAndOneCellForRolesAndSkills() {
        List.of("English", "a;b").forEach(skill -> tenant.admin().put("/skill/" + Api.path(skill)).then().statusCode(200));
        Map<String, Object> user = tenant.somebody("Everything");
        user.putAll(Map.of("loginId", "zoë", "firstName", "=Z,\"", "lastName", "'@O", "workPhone", "+49 30", "skills",
                Map.of("English", 80)));
        tenant.adminSends(user).post("/user").then().statusCode(200);
        user.putAll(Map.of("loginId", "zoë 2", "skills", Map.of("English", 80, "a;b", 0), "roles", List.of()));
        tenant.adminSends(user).post("/user").then().statusCode(200);
        Response csv = tenant.admin().accept("text/csv").get("/export/user");
        csv.then().statusCode(200).header("Content-Type", is("text/csv;charset=UTF-8"));
        String[] lines = csv.asString().split("\r\n", -1);
        assertThat(lines[0], is("loginId,firstName,lastName,team,extension,workPhone,mobilePhone,email,disabled,changePassword,"
                + "roles,skills,etag"));
        assertThat(lines[2].replaceFirst(",[^,]*$", ""),
                is("zoë,\"'=Z,\"\"\",''@O,Staff,100,'+49 30,,,false,false,Everything,English:80"));
        assertThat(lines[3].replaceFirst(",[^,]*$", ""),
                is("zoë 2,\"'=Z,\"\"\",''@O,Staff,101,'+49 30,,,false,false,,\"{\"\"English\"\":80,\"\"a;b\"\":0}\""));
        assertThat(lines.length, is(5));
    }

    @Test
    void manyUsersComeInTheOrderOfTheirLogins() {
        TestDatabase.execute("""
                insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension,
                    disabled, change_password, credential_version, version, modified_at, name_key, search_text)
                select t.tenant_id, gen_random_uuid(), 'u' || i, 'u' || i, 'A', 'B', t.id, (10000 + i)::text, false, false, 1, 1,
                    now(), 'b', 'a'
                from team t join tenant n on n.id = t.tenant_id and n.name = ?, generate_series(1, ?) as i""", tenant.name(),
                MORE_THAN_A_BATCH);
        List<String> logins =
                export("?disabled=false").asString().lines().map(line -> line.replaceAll(".*\"loginId\":\"([^\"]*)\".*", "$1"))
                        .toList();
        assertThat(logins.size(), is(MORE_THAN_A_BATCH + 1));
        assertThat(logins, is(logins.stream().sorted().toList()));
    }

    @Test
    void filtersAreThoseOfTheList() {
        String login = tenant.created("Everything");
        tenant.created();
        assertThat(export("?role=Everything&q=" + login).asString().lines().count(), is(1L));
        export("?q=nothing").then().statusCode(200).body(is(emptyString()));
        export("?team=Nowhere").then().statusCode(404).header("Content-Type", is("application/json"));
        export("?teem=Staff").then().statusCode(400).body("violations[0].field", is("teem"));
        export("?disabled=perhaps").then().statusCode(400);
        export("?q=" + "a".repeat(2000)).then().statusCode(400);
    }

    @Test
    void callersExportWhatTheyReach() {
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Viewer").then().statusCode(200);
        tenant.admin().put("/team/Other").then().statusCode(200);
        String viewer = tenant.created("Viewer");
        tenant.adminSends(Map.of("teams", List.of("Other"))).put("/supervisor/" + viewer).then().statusCode(200);
        Api.as(tenant.name(), viewer).get("/export/user").then().statusCode(200).body(is(emptyString()));
        Map<String, Object> user = tenant.somebody();
        user.put("team", "Other");
        tenant.adminSends(user).post("/user").then().statusCode(200);
        assertThat(Api.as(tenant.name(), viewer).get("/export/user").asString().lines().count(), is(1L));
    }

    @Test
    void anExportIsInTheAudit() {
        export("?team=Staff&disabled=false").then().statusCode(200);
        awaitEvents(1).then().body("events[0].actor", is("admin")).body("events[0].after.count", is(1))
                .body("events[0].after.complete", is(true))
                .body("events[0].after.filter", is(Map.of("team", List.of("Staff"), "disabled", List.of("false"))));
    }

    @Test
    void passwordsAreNotExported() {
        String login = tenant.created();
        tenant.adminSends(Map.of("password", "Plenty of rope, 42 m")).put("/user/" + login).then().statusCode(200);
        assertThat(export("").asString().contains("argon2"), is(false));
        assertThat(export("").asString().contains("password\""), is(false));
    }

    @Test
    void eightAtOnceAreServedOrAskedToComeBack() {
        List<Integer> statuses = Api.atOnce(8, i -> export(""));
        assertThat(statuses, not(is(List.of())));
        statuses.forEach(status -> assertThat(status, oneOf(200, 503)));
        awaitEvents((int) statuses.stream().filter(status -> status == 200).count());
    }

    /** The event follows the answer. */
    private Response awaitEvents(int count) {
        Response events = tenant.admin().get("/audit?kind=users%20exported");
        for (int i = 0; i < 100 && events.<List<Object>>path("events").size() < count; i++) {
            events = tenant.admin().get("/audit?kind=users%20exported");
        }
        assertThat(events.path("events.size()"), is(count));
        return events;
    }

    private Response export(String query) {
        return tenant.admin().get("/export/user" + query);
    }
}
