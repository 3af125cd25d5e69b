package org.callroster.console.user;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.callroster.console.ConsoleClient.partial;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** The form for users: new, a clone, an edit, its undo. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UserFormTest {

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void userIsCreated() {
        tenant.admin().put("/skill/English").then().statusCode(200);
        Response made = form(admin(), "loginId", "ada b", "firstName", "Ada", "lastName", "Byron", "team", "Staff", "skills",
                "English: 80", "roles", "Everything", "changePassword", "on").post("/users/new");
        made.then().statusCode(303).header("Location", endsWith("/console/users/ada%20b?done=created"));
        tenant.admin().get("/user/ada%20b").then().body("skills.English", is(80)).body("roles[0]", is("Everything"))
                .body("changePassword", is(true)).body("disabled", is(false)).body("workPhone", nullValue());
        assertThat(page(admin().get("/users/ada%20b?done=created"), 200).select(".saved").text(),
                is("Created. Set a password, so that they can log in."));
    }

    @Test
    void whatWasTypedStaysWithWhatIsWrongAtItsField() {
        Document refused = page(form(admin(), "loginId", "typed", "firstName", "Typed", "team", "Staff", "extension", "12x",
                "disabled", "on").post("/users/new"), 400);
        assertThat(refused.select("#e-lastName").text(), is("is missing"));
        assertThat(refused.select("#f-extension").attr("aria-describedby"), is("e-extension"));
        assertThat(refused.select("#f-extension").val(), is("12x"));
        assertThat(refused.select(".problem a").eachAttr("href"), is(List.of("#f-lastName", "#f-extension")));
        assertThat(refused.select("[name=disabled]").hasAttr("checked"), is(true));
        Document unknown = page(form(admin(), "loginId", "typed", "firstName", "T", "lastName", "T", "team", "Salse",
                "skills", "English 80").post("/users/new"), 404);
        assertThat(unknown.select("#f-team").val(), is("Salse"));
        assertThat(unknown.select("#f-skills").val(), is("English 80"));
        assertThat(unknown.select(".problem").text(), containsString("eam"));
    }

    @Test
    void takenLoginAndExtensionAreSaidAtTheirFields() {
        String login = tenant.created();
        String extension = tenant.admin().get("/user/" + login).path("extension");
        assertThat(page(form(admin(), "loginId", login, "firstName", "A", "lastName", "B", "team", "Staff").post("/users/new"),
                409).select("#e-loginId").text(), is("is taken"));
        assertThat(page(form(admin(), "loginId", "other", "firstName", "A", "lastName", "B", "team", "Staff", "extension",
                extension).post("/users/new"), 409).select("#e-extension").text(), is("is taken"));
    }

    @Test
    void valuesOf200KilobytesAreRefused() {
        String login = tenant.created();
        String large = "x".repeat(200_000);
        for (String field : List.of("firstName", "team", "extension", "workPhone", "email", "skills", "roles")) {
            Map<String, String> fields = fields(page(admin().get(at(login, "/edit")), 200));
            fields.put(field, large);
            assertThat(field, form(admin(), fields).post(at(login, "/edit")).statusCode(), is(400));
        }
        Map<String, String> fields = fields(page(admin().get(at(login, "/edit")), 200));
        fields.put("skills", large + " 80");
        form(admin(), fields).post(at(login, "/edit")).then().statusCode(400);
        fields.put("skills", "");
        fields.put("etag", large);
        form(admin(), fields).post(at(login, "/edit")).then().statusCode(303);
    }

    @Test
    void cloneHasTeamRolesAndSkills() {
        tenant.admin().put("/skill/English").then().statusCode(200);
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("skills", Map.of("English", 7));
        tenant.adminSends(user).post("/user").then().statusCode(200);
        Map<String, String> fields = fields(page(admin().get(at(user.get("loginId"), "/clone")), 200));
        assertThat(fields, is(Map.of("loginId", "", "team", "Staff", "firstName", "", "lastName", "", "extension", "", "email",
                "", "workPhone", "", "mobilePhone", "", "roles", "Everything", "skills", "English: 7")));
    }

    @Test
    void editIsSavedAndUndone() {
        String login = tenant.created("Everything");
        Map<String, String> fields = fields(page(admin().get(at(login, "/edit")), 200));
        fields.put("lastName", "Smith");
        fields.put("email", "smith@example.com");
        Response answer = form(partial(admin()), fields).post(at(login, "/edit"));
        assertThat(answer.header("HX-Push-Url"), is("/console" + at(login, "")));
        Document saved = page(answer, 200);
        assertThat(saved.select(".saved").text(), is("Saved. Undo"));
        assertThat(saved.select("h1").text(), is("Sheila Smith"));
        Document undone = page(form(admin(), fields(saved.select(".saved").first())).post(at(login, "/edit")), 200);
        assertThat(undone.select(".saved").text(), is("Taken back. Undo"));
        tenant.admin().get("/user/" + login).then().body("lastName", is("Jones")).body("email", nullValue())
                .body("roles[0]", is("Everything"));
        tenant.admin().get("/audit?subject=" + login + "&kind=user%20updated").then().body("events.size()", is(2))
                .body("events[0].via", is("console"));
    }

    @Test
    void editThatChangesNothingSaysSo() {
        String login = tenant.created();
        Map<String, String> fields = fields(page(admin().get(at(login, "/edit")), 200));
        assertThat(page(form(admin(), fields).post(at(login, "/edit")), 200).select(".saved").text(),
                is("Nothing was changed."));
    }

    @Test
    void changedMeanwhileShowsBothVersionsAndByWhom() {
        String login = tenant.created();
        Map<String, String> mine = fields(page(admin().get(at(login, "/edit")), 200));
        tenant.adminSends(Map.of("lastName", "Theirs", "workPhone", "1")).put("/user/" + login).then().statusCode(200);
        mine.put("lastName", "Mine");
        Document conflict = page(form(admin(), mine).post(at(login, "/edit")), 412);
        assertThat(conflict.select("h1").text(), is("Changed meanwhile by admin"));
        assertThat(conflict.select("tbody tr").eachText(), is(List.of("Last name Mine Theirs", "Work phone none 1")));
        page(form(admin(), fields(conflict.select("form:has([name=lastName])").first())).post(at(login, "/edit")), 200);
        tenant.admin().get("/user/" + login).then().body("lastName", is("Mine")).body("workPhone", nullValue());
    }

    @Test
    void undoOfWhatWasChangedSinceIsAConflict() {
        String login = tenant.created();
        Map<String, String> fields = fields(page(admin().get(at(login, "/edit")), 200));
        fields.put("lastName", "Smith");
        Document saved = page(form(admin(), fields).post(at(login, "/edit")), 200);
        tenant.adminSends(Map.of("firstName", "Theirs")).put("/user/" + login).then().statusCode(200);
        Document conflict = page(form(admin(), fields(saved.select(".saved").first())).post(at(login, "/edit")), 412);
        assertThat(conflict.select("tbody tr").eachText(), is(List.of("First name Sheila Theirs", "Last name Jones Smith")));
    }

    @Test
    void conflictWithoutTheAuditDoesNotSayWho() {
        tenant.adminSends(Map.of("privileges", List.of("Manage users", "Manage all teams"))).put("/role/Users").then()
                .statusCode(200);
        String caller = tenant.created("Users");
        String login = tenant.created();
        Map<String, String> mine = fields(page(as(caller).get(at(login, "/edit")), 200));
        tenant.adminSends(Map.of("lastName", "Theirs")).put("/user/" + login).then().statusCode(200);
        assertThat(page(form(as(caller), mine).post(at(login, "/edit")), 412).select("h1").text(), is("Changed meanwhile"));
    }

    @Test
    void ofEightAtOnceOneIsSavedAndTheOthersAreTold() {
        String login = tenant.created();
        String session = ConsoleClient.session(tenant.name(), "admin");
        Map<String, String> fields = fields(page(ConsoleClient.with(session).get(at(login, "/edit")), 200));
        List<Integer> statuses = new ArrayList<>(Api.atOnce(8, i -> {
            Map<String, String> own = new LinkedHashMap<>(fields);
            own.put("lastName", "Jones-" + i);
            return form(ConsoleClient.with(session), own).post(at(login, "/edit"));
        }));
        assertThat(statuses.stream().sorted().toList(), is(List.of(200, 412, 412, 412, 412, 412, 412, 412)));
    }

    @Test
    void ofEightNewUsersWithOneLoginOneIsMade() {
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<Integer> statuses = Api.atOnce(8, i -> form(ConsoleClient.with(session), "loginId", "same", "firstName", "A",
                "lastName", "B", "team", "Staff").post("/users/new"));
        assertThat(statuses.stream().sorted().toList(), is(List.of(303, 409, 409, 409, 409, 409, 409, 409)));
    }

    @Test
    void changeOfRolesNeedsARecentPassword() {
        String login = tenant.created();
        String old = ConsoleClient.session(tenant.name(), "admin", 20);
        Map<String, String> fields = fields(page(ConsoleClient.with(old).get(at(login, "/edit")), 200));
        fields.put("roles", "Everything");
        Document asked = page(form(partial(ConsoleClient.with(old)), fields).post(at(login, "/edit")), 401);
        assertThat(asked.select("h1").text(), is("Is it still you?"));
        fields.remove("roles");
        fields.put("lastName", "Smith");
        page(form(ConsoleClient.with(old), fields).post(at(login, "/edit")), 200);
    }

    @Test
    void rolesBeyondTheCallersOwnAreRefusedInTheForm() {
        tenant.adminSends(Map.of("privileges", List.of("Manage users", "Manage all teams"))).put("/role/Users").then()
                .statusCode(200);
        String caller = tenant.created("Users");
        String login = tenant.created();
        Map<String, String> fields = fields(page(as(caller).get(at(login, "/edit")), 200));
        fields.put("roles", "Everything");
        Document refused = page(form(as(caller), fields).post(at(login, "/edit")), 403);
        assertThat(refused.select(".problem").text(), containsString("The caller lacks a privilege"));
        assertThat(fields(refused), hasEntry("roles", "Everything"));
    }

    @Test
    void nothingButNewIsCreated() {
        form(admin(), "loginId", "x").post("/users/other").then().statusCode(404);
    }

    /** What a browser would send. */
    static Map<String, String> fields(Element part) {
        Map<String, String> fields = new LinkedHashMap<>();
        part.select("input[name], textarea[name], select[name]").stream()
                .filter(field -> !field.attr("type").equals("checkbox") || field.hasAttr("checked"))
                .forEach(field -> fields.put(field.attr("name"), field.val()));
        return fields;
    }

    static String at(Object loginId, String page) {
        return "/users/" + Api.path((String) loginId) + page;
    }

    private RequestSpecification admin() {
        return as("admin");
    }

    private RequestSpecification as(String loginId) {
        return ConsoleClient.as(tenant.name(), loginId);
    }
}
