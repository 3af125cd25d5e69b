package org.callroster.console.names;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NumberPagesTest {

    private static final Map<String, String> SCENARIO =
            Map.of("number", "14155550001", "media", "voice", "type", "scenario", "scenario", "Billing queue");

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void numbersAreCreatedChangedAndDeleted() {
        save(admin(), SCENARIO).then().statusCode(303).header("Location", "/console/numbers");
        assertThat(page("").select("tbody tr").text(), containsString("14155550001 Billing queue scenario Calls"));
        save(admin(), with("etag", etag("14155550001"), "media", "voice_text", "textOutService", "SMS")).then().statusCode(303);
        assertThat(page("").select("tbody tr").text(), containsString("Billing queue scenario Calls and texts SMS"));
        assertThat(page("/delete?number=14155550001").select("main").text(), containsString("don’t reach Billing queue"));
        delete(admin(), "14155550001").then().statusCode(303);
        assertThat(page("").select(".empty").text(), containsString("There is no access number yet."));
    }

    @Test
    void aSoftphoneIsShownWithItsUser() {
        save(admin(), Map.of("number", "14155550002", "media", "voice", "type", "softphone", "extension", "1")).then()
                .statusCode(303);
        assertThat(page("").select("tbody tr").text(), containsString("Ada Admin softphone, extension 1"));
        assertEquals("/console/users/admin", page("").select("td a").first().attr("href"));
        save(admin(), Map.of("number", "14155550002", "media", "voice", "type", "unassigned", "etag", etag("14155550002")))
                .then().statusCode(303);
        assertThat(page("").select("tbody tr").text(), containsString("14155550002 nothing"));
    }

    @Test
    void whatTheTypeHasNoPlaceForIsLeftOut() {
        save(admin(), with("type", "unassigned")).then().statusCode(303);
        assertThat(page("").select("tbody tr").text(), containsString("14155550001 nothing"));
    }

    @Test
    void aNumberOfADeletedUserCanBeChanged() {
        String user = tenant.created();
        String extension = TestDatabase.column("select extension from app_user where login_id = ?", user).get(0);
        save(admin(), Map.of("number", "14155550003", "media", "voice", "type", "softphone", "extension", extension)).then()
                .statusCode(303);
        tenant.admin().delete("/user/" + user).then().statusCode(200);
        assertThat(page("").select("tbody tr").text(), containsString("14155550003 nothing"));
        save(admin(), Map.of("number", "14155550003", "media", "voice", "type", "unassigned", "etag", etag("14155550003")))
                .then().statusCode(303);
    }

    @Test
    void takenAndStaleNumbersAreRefused() {
        save(admin(), SCENARIO);
        assertThat(ConsoleClient.page(save(admin(), SCENARIO), 409).text(), containsString("This number exists already."));
        String etag = etag("14155550001");
        save(admin(), with("etag", etag, "scenario", "Other queue")).then().statusCode(303);
        ConsoleClient.page(save(admin(), with("etag", etag)), 412);
    }

    @Test
    void wrongValuesAreRefused() {
        String text = "x".repeat(200_000);
        for (String field : List.of("number", "media", "type", "scenario", "textOutService", "extension")) {
            ConsoleClient.page(save(admin(), with(field, text)), 400);
        }
        ConsoleClient.page(save(admin(), with("number", "")), 400);
        ConsoleClient.page(admin().get("/numbers?q=abc"), 400);
        ConsoleClient.page(admin().get("/numbers/edit?number=abc"), 400);
        ConsoleClient.page(delete(admin(), text), 400);
        ConsoleClient.page(ConsoleClient.form(admin(), "etag", "\"1\"", "ranges", text).post("/numbers/pool"), 400);
        assertTrue(page("").select("tbody").isEmpty());
    }

    @Test
    void manyNumbersComeInPagesAndAreSearched() {
        TestDatabase.execute("insert into access_number (tenant_id, number, media, type)"
                + " select t.id, cast(40000 + n as text), 'voice', 'unassigned' from tenant t, generate_series(1, 60) n"
                + " where t.name = ?", tenant.name());
        Document first = page("");
        assertEquals(50, first.select("tbody tr").size());
        Document second = ConsoleClient.page(admin().get(first.select("a[rel=next]").attr("href").substring(8)), 200);
        assertEquals(10, second.select("tbody tr").size());
        assertEquals(List.of("40060"), page("?q=4006").select("tbody th").eachText());
        assertThat(page("?q=5").select(".empty").text(), containsString("No number begins with 5."));
    }

    @Test
    void rangesOfExtensionsAreChanged() {
        Document form = page("/pool");
        assertEquals("100-9999", form.select("textarea").text());
        ConsoleClient.form(admin(), "etag", form.select("input[name=etag]").val(), "ranges", "300 - 399\r\n100–199\n777")
                .post("/numbers/pool").then().statusCode(303);
        assertThat(page("").select("main").text(), containsString("100–199, 300–399, 777"));
        ConsoleClient.page(ConsoleClient.form(admin(), "etag", form.select("input[name=etag]").val(), "ranges", "1-2")
                .post("/numbers/pool"), 412);
        ConsoleClient.page(ConsoleClient.form(admin(), "etag", page("/pool").select("input[name=etag]").val(), "ranges",
                "lots").post("/numbers/pool"), 400);
    }

    @Test
    void deleteNeedsThePasswordOfTheLastMinutes() {
        save(admin(), SCENARIO);
        RequestSpecification idle = ConsoleClient.with(ConsoleClient.session(tenant.name(), "admin", 16));
        ConsoleClient.page(delete(idle, "14155550001"), 401);
        assertEquals(1, page("").select("tbody tr").size());
    }

    @Test
    void aSupervisorSeesAndChangesWhatLeadsToTheirTeamsAlone() {
        save(admin(), SCENARIO);
        save(admin(), Map.of("number", "14155550002", "media", "voice", "type", "softphone", "extension", "1"));
        tenant.adminSends(Map.of("privileges", List.of("Manage phones"))).put("/role/Phones").then().statusCode(200);
        String supervisor = tenant.created("Phones");
        assertTrue(ConsoleClient.page(as(supervisor).get("/numbers"), 200).select("tbody").isEmpty());
        ConsoleClient.page(as(supervisor).get("/numbers/edit?number=14155550002"), 404);
        ConsoleClient.page(save(as(supervisor), with("etag", etag("14155550001"))), 403);
        ConsoleClient.page(delete(as(supervisor), "14155550002"), 404);
        tenant.superviseStaff(supervisor);
        Document page = ConsoleClient.page(as(supervisor).get("/numbers"), 200);
        assertEquals(List.of("14155550002"), page.select("tbody th").eachText());
        assertTrue(page.select("td a[href^=/console/users]").isEmpty());
        delete(as(supervisor), "14155550002").then().statusCode(303);
    }

    @Test
    void whoMayNotManagePhonesSeesNone() {
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Viewer").then().statusCode(200);
        String viewer = tenant.created("Viewer");
        ConsoleClient.page(as(viewer).get("/numbers"), 403);
        ConsoleClient.page(as(viewer).get("/numbers/pool"), 403);
        ConsoleClient.page(save(as(viewer), SCENARIO), 403);
        ConsoleClient.page(delete(as(viewer), "14155550001"), 403);
        ConsoleClient.page(ConsoleClient.form(as(viewer), "ranges", "1-2").post("/numbers/pool"), 403);
    }

    @Test
    void anotherTenantsNumbersAreUnknown() {
        save(admin(), SCENARIO);
        String stranger = SmallTenant.create().name();
        assertTrue(ConsoleClient.page(ConsoleClient.as(stranger, "admin").get("/numbers"), 200).select("tbody").isEmpty());
        ConsoleClient.page(ConsoleClient.as(stranger, "admin").get("/numbers/edit?number=14155550001"), 404);
        ConsoleClient.page(delete(ConsoleClient.as(stranger, "admin"), "14155550001"), 404);
    }

    @Test
    void markupInNamesIsText() {
        save(admin(), with("scenario", "<img src=x>", "textOutService", "<b>x</b>")).then().statusCode(303);
        Document page = page("");
        assertThat(page.select("tbody").text(), containsString("<img src=x>"));
        assertTrue(page.select("main img, main td b").isEmpty());
        assertEquals("<img src=x>", page("/edit?number=14155550001").select("input[name=scenario]").val());
    }

    @Test
    void eightAtOnceMakeOneChangeItOnceAndDeleteItOnce() {
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<Integer> made = Api.atOnce(8, i -> save(ConsoleClient.with(session), SCENARIO));
        assertEquals(1, Collections.frequency(made, 303), made.toString());
        assertEquals(7, Collections.frequency(made, 409), made.toString());
        String etag = etag("14155550001");
        List<Integer> changed =
                Api.atOnce(8, i -> save(ConsoleClient.with(session), with("etag", etag, "scenario", "Queue " + i)));
        assertEquals(1, Collections.frequency(changed, 303), changed.toString());
        List<Integer> deleted = Api.atOnce(8, i -> delete(ConsoleClient.with(session), "14155550001"));
        assertEquals(1, Collections.frequency(deleted, 303), deleted.toString());
        String pool = page("/pool").select("input[name=etag]").val();
        List<Integer> pools = Api.atOnce(8, i -> ConsoleClient
                .form(ConsoleClient.with(session), "etag", pool, "ranges", "1-" + (i + 1)).post("/numbers/pool"));
        assertEquals(1, Collections.frequency(pools, 303), pools.toString());
    }

    private Document page(String path) {
        return ConsoleClient.page(admin().get("/numbers" + path), 200);
    }

    private String etag(String number) {
        return page("/edit?number=" + number).select("input[name=etag]").val();
    }

    private static Map<String, String> with(String... fields) {
        Map<String, String> all = new LinkedHashMap<>(SCENARIO);
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return all;
    }

    private static Response save(RequestSpecification caller, Map<String, String> fields) {
        return ConsoleClient.form(caller, fields).post("/numbers/edit");
    }

    private static Response delete(RequestSpecification caller, String number) {
        return ConsoleClient.form(caller, "number", number).post("/numbers/delete");
    }

    private RequestSpecification admin() {
        return as("admin");
    }

    private RequestSpecification as(String loginId) {
        return ConsoleClient.as(tenant.name(), loginId);
    }
}
