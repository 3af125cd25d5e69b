package org.callroster.scim.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.scim.Scim;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.callroster.scim.Scim.CALLROSTER;
import static org.callroster.scim.Scim.ENTERPRISE;
import static org.callroster.scim.Scim.USER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

/** How the attributes of SCIM and of the service fit together, and which rules hold. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ScimUsersTest {

    private final SmallTenant tenant = SmallTenant.create();
    private final Scim scim = Scim.of(tenant);

    @BeforeEach
    void namesToGive() {
        for (String path : List.of("/team/Sales", "/skill/English", "/skill/Spanish", "/role/Agent")) {
            tenant.admin().put(path).then().statusCode(200);
        }
    }

    private Response post(String attributes) {
        return scim.sends("{'schemas':['" + USER + "']," + attributes + "}").post("/Users");
    }

    private String made(String attributes) {
        return post(attributes).then().statusCode(201).extract().path("id");
    }

    @Test
    void aPlainUserHasOnlyWhatItWasGiven() {
        Response made = post("'userName':'plain'");
        made.then().statusCode(201).body("schemas", contains(USER)).body("name.givenName", is("plain"))
                .body("name.familyName", is("plain")).body("active", is(true)).body("roles", hasSize(0))
                .body("$", not(hasKey("displayName"))).body("$", not(hasKey("emails"))).body("$", not(hasKey("externalId")))
                .body("phoneNumbers.type", contains("extension")).header("Location", is(made.path("meta.location").toString()))
                .header("ETag", is(made.path("meta.version").toString())).header("Vary", containsString("Accept"))
                .header("Cache-Control", is("no-store"));
        String id = made.path("id");
        scim.get("/Users/" + id.toUpperCase()).then().statusCode(200).body(is(made.asString()))
                .header("Location", is(made.header("Location")));
        tenant.admin().get("/user/plain").then().body("team", is("Default")).body("roles", hasSize(0));
    }

    @Test
    void everythingThatIsSentIsKept() {
        String attributes =
                "'externalId':'E 1','userName':'Full','name':{'formatted':'Dr. F. Ull','familyName':'Ull','givenName':'F',"
                        + "'middleName':'M','honorificPrefix':'Dr.','honorificSuffix':'III'},'displayName':'F Ull','nickName':'Fully',"
                        + "'profileUrl':'https://e.com/f','title':'Boss','userType':'T','preferredLanguage':'de-CH','locale':'de-CH',"
                        + "'timezone':'Europe/Zurich','active':true,'emails':[{'value':'f@e.com','type':'home','primary':true},"
                        + "{'value':'g@e.com','type':'work','display':'G'}],'phoneNumbers':[{'value':'+41 44 1','type':'work','primary':true},"
                        + "{'value':'+41 79 1','type':'mobile'},{'value':'4711','type':'extension'},{'value':'+41 1','type':'fax'}],"
                        + "'ims':[{'value':'f','type':'xmpp'}],'photos':[{'value':'https://e.com/f.png','type':'photo'}],"
                        + "'addresses':[{'streetAddress':'Way 1','locality':'Bern','type':'work','formatted':'Way 1\\nBern'}],"
                        + "'entitlements':[{'value':'x'}],'roles':[{'value':'Agent'}],'x509Certificates':[{'value':'MIIDQzCC'}],'"
                        + ENTERPRISE
                        + "':{'employeeNumber':'7','costCenter':'c','organization':'o','division':'d','department':'dep','manager':{'value':'m'}}";
        Response made = post(attributes + ",'" + CALLROSTER + "':{'team':'Sales','skills':[{'value':'English','level':80},"
                + "{'value':'Spanish'}],'changePassword':true}");
        made.then().statusCode(201).body("schemas", contains(USER, ENTERPRISE, CALLROSTER))
                .body("groups.display", contains("Sales"))
                .body("'" + CALLROSTER + "'.skills.level", contains(80, 100)).body("'" + CALLROSTER + "'", not(hasKey("team")));
        Map<String, Object> shown = made.jsonPath().getMap("$");
        Map<String, Object> sent = JsonPath.from(("{" + attributes + "}").replace('\'', '"')).getMap("$");
        sent.put("roles", List.of(Map.of("value", "Agent", "display", "Agent")));
        sent.forEach((name, value) -> assertThat(name, shown.get(name), is(value)));
        scim.get("/Users/" + made.path("id")).then().body(is(made.asString()));
        tenant.admin().get("/user/full").then().body("loginId", is("Full")).body("firstName", is("F"))
                .body("lastName", is("Ull"))
                .body("team", is("Sales")).body("extension", is("4711")).body("workPhone", is("+41 44 1"))
                .body("mobilePhone", is("+41 79 1")).body("email", is("f@e.com")).body("skills.English", is(80))
                .body("roles", contains("Agent")).body("changePassword", is(true)).body("$", not(hasKey("profile")));
        tenant.admin().get("/audit?subject=Full").then().body("events[0].after.title", is("Boss"))
                .body("events[0].after.enterprise.department", is("dep")).body("events[0].after.externalId", is("E 1"));
    }

    @Test
    void putClearsWhatIsOptionalAndLeavesTheRest() {
        String id = made("'externalId':'e','userName':'put','displayName':'D','title':'T','emails':[{'value':'p@e.c'}],"
                + "'name':{'givenName':'G','familyName':'F','middleName':'M'},'phoneNumbers':[{'value':'5','type':'work'},"
                + "{'value':'77','type':'extension'}],'roles':['Agent'],'active':false,'" + CALLROSTER
                + "':{'team':'Sales','skills':'English:50','changePassword':true}");
        scim.sends("{'schemas':['" + USER + "'],'id':'someone else','userName':'put'}").put("/Users/" + id).then()
                .statusCode(200)
                .body("externalId", is("e")).body("name", is(Map.of("givenName", "G", "familyName", "F")))
                .body("active", is(false))
                .body("phoneNumbers.value", contains("77")).body("roles.value", contains("Agent"))
                .body("groups.display", contains("Sales"))
                .body("'" + CALLROSTER + "'.skills.value", contains("English"))
                .body("'" + CALLROSTER + "'.changePassword", is(true))
                .body("$", not(hasKey("displayName"))).body("$", not(hasKey("title"))).body("$", not(hasKey("emails")));
        scim.sends("{'schemas':['" + USER + "'],'userName':'put','roles':[],'" + CALLROSTER + "':{'skills':null}}")
                .put("/Users/" + id)
                .then().statusCode(200).body("roles", hasSize(0)).body("'" + CALLROSTER + "'", not(hasKey("skills")));
        scim.sends("{'schemas':['" + USER + "'],'userName':'x'}").put("/Users/00000000-0000-0000-0000-000000000000").then()
                .statusCode(404);
    }

    @Test
    void whatChangesNothingLeavesNoTrace() {
        String id = made("'userName':'same','title':'T','emails':[{'value':'s@e.c'}]");
        String before = scim.get("/Users/" + id).asString();
        scim.patch("/Users/" + id, "{'op':'replace','path':'title','value':'T'},{'op':'add','path':'emails','value':"
                + "[{'value':'s@e.c','type':'work','primary':true}]},{'op':'remove','path':'nickName'}").then().statusCode(200)
                .body(is(before));
        assertThat(scim.get("/Users/" + id).asString(), is(before));
        tenant.admin().get("/audit?subject=same").then().body("events.kind", contains("user created"));
    }

    @Test
    void rolesAreReadInEveryForm() {
        for (String roles : List.of("['Agent']", "[{'value':'Agent'}]", "{'value':'Agent'}", "'Agent'",
                "[{'value':'Agent','display':'x','type':'y','primary':true}]",
                "[{'value':'{\\\"id\\\":\\\"1\\\",\\\"value\\\":\\\"Agent\\\",\\\"displayName\\\":\\\"A\\\"}'}]")) {
            post("'userName':'r" + roles.hashCode() + "','roles':" + roles).then().statusCode(201).body("roles",
                    is(List.of(Map.of("value", "Agent", "display", "Agent"))));
        }
        post("'userName':'none','roles':['Nobody']").then().statusCode(400).body("scimType", is("invalidValue"))
                .body("detail", is("Role not found"));
    }

    @Test
    void theExtensionStandsInTwoPlaces() {
        String id = made("'userName':'ext','" + CALLROSTER + "':{'extension':4711}");
        String path = "/Users/" + id + "?attributes=" + CALLROSTER + ":extension";
        scim.get(path).then().body("'" + CALLROSTER + "'.extension", is("4711"));
        scim.get("/Users/" + id).then().body("$", not(hasKey(CALLROSTER))).body("phoneNumbers.value", contains("4711"));
        scim.patch("/Users/" + id, "{'op':'replace','path':'phoneNumbers[type eq \\\"extension\\\"].value','value':'4712'}")
                .then()
                .body("phoneNumbers.value", contains("4712"));
        scim.patch("/Users/" + id, "{'op':'replace','path':'" + CALLROSTER + ":extension','value':'4713'}").then()
                .body("phoneNumbers.value", contains("4713"));
        scim.patch("/Users/" + id, "{'op':'remove','path':'" + CALLROSTER + ":extension'}").then().statusCode(200);
        post("'userName':'two','phoneNumbers':[{'value':'1','type':'extension'}],'" + CALLROSTER + "':{'extension':'2'}").then()
                .statusCode(400).body("scimType", is("invalidValue"));
        made("'userName':'first','" + CALLROSTER + "':{'extension':'99'}");
        post("'userName':'second','" + CALLROSTER + "':{'extension':'99'}").then().statusCode(409)
                .body("scimType", is("uniqueness")).body("detail", is("extension 99 is taken"));
    }

    @Test
    void lockedOutIsShownOnRequestAndCanOnlyEnd() {
        String id = made("'userName':'locked'");
        for (int i = 0; i < 6; i++) {
            Api.requestToken(tenant.name(), "locked", "wrong").then().statusCode(401);
        }
        String path = "/Users/" + id + "?attributes=" + CALLROSTER + ":lockedOut";
        scim.get(path).then().body("'" + CALLROSTER + "'.lockedOut", is(true));
        scim.patch("/Users/" + id, "{'op':'replace','path':'" + CALLROSTER + ":lockedOut','value':true}").then()
                .statusCode(400);
        scim.patch("/Users/" + id, "{'op':'replace','path':'" + CALLROSTER + ":lockedOut','value':'False'}").then()
                .statusCode(200);
        scim.get(path).then().body("'" + CALLROSTER + "'.lockedOut", is(false));
        tenant.admin().get("/audit?subject=locked&kind=lock%20cleared").then().body("events.via", contains("scim"));
    }

    @Test
    void passwordsObeyThePolicyAndAreNeverShown() {
        post("'userName':'pass','password':'short'").then().statusCode(400).body("scimType", is("invalidValue"))
                .body("detail", containsString("password"));
        String id = made("'userName':'pass','password':'seven lazy zebras at noon'");
        assertThat(login("pass", "seven lazy zebras at noon"), is(oneOf(200, 403)));
        scim.patch("/Users/" + id, "{'op':'replace','value':{'password':'eight lazy zebras at noon'}}").then().statusCode(200)
                .body(not(containsString("zebras")));
        assertThat(login("pass", "seven lazy zebras at noon"), is(401));
        assertThat(login("pass", "eight lazy zebras at noon"), is(oneOf(200, 403)));
        scim.patch("/Users/" + id, "{'op':'replace','path':'password','value':'x'}").then().statusCode(400);
        tenant.admin().get("/audit?subject=pass").then().body(not(containsString("zebras")))
                .body("events[0].kind", is(oneOf("user updated, password set", "login failed", "logged in")));
    }

    private int login(String login, String password) {
        return given().contentType("application/json")
                .body(Map.of("domain", tenant.name(), "username", login, "password", password,
                        "application", "agentdesktop"))
                .post("/session_login").statusCode();
    }

    @Test
    void disablingEndsTokensWithinASecond() throws InterruptedException {
        String id = made("'userName':'leaver','roles':['Everything']");
        String token = Api.newToken(tenant.name(), "leaver");
        Api.withToken(token).get("/user/admin").then().statusCode(200);
        scim.patch("/Users/" + id, "{'op':'replace','path':'active','value':'False'}").then().statusCode(200);
        SteppedTicker.passASecond();
        Api.withToken(token).get("/user/admin").then().statusCode(401);
    }

    @Test
    void aLoginThatWasGivenUpIsNobodyElsesForADay() {
        String id = made("'userName':'old.name'");
        scim.patch("/Users/" + id, "{'op':'replace','path':'userName','value':'new.name'}").then().statusCode(200);
        post("'userName':'OLD.name'").then().statusCode(409).body("scimType", is("uniqueness"))
                .body("detail", containsString("24 hours"));
        Map<String, Object> body = tenant.somebody();
        body.put("loginId", "old.name");
        tenant.adminSends(body).post("/user").then().statusCode(409).body("error", is("conflict"));
        String other = made("'userName':'other'");
        scim.patch("/Users/" + other, "{'op':'replace','path':'userName','value':'old.name'}").then().statusCode(409);
        scim.patch("/Users/" + id, "{'op':'replace','path':'userName','value':'old.name'}").then().statusCode(200);
        TestDatabase.execute("update former_login set until = now() where login_key = 'new.name'");
        scim.patch("/Users/" + other, "{'op':'replace','path':'userName','value':'new.name'}").then().statusCode(200);
    }

    @Test
    void nobodyIsChangedWhoHoldsMoreThanTheCaller() {
        Map<String, Object> provider = tenant.somebody();
        provider.put("loginId", "provider");
        provider.put("roles", List.of("Provider"));
        tenant.adminSends(Map.of("privileges", List.of("Manage users", "Manage all teams"))).put("/role/Provider").then()
                .statusCode(200);
        tenant.adminSends(provider).post("/user").then().statusCode(200);
        Scim lesser = Scim.as(tenant.name(), "provider");
        String id = made("'userName':'powerful','roles':['Everything']");
        lesser.patch("/Users/" + id, "{'op':'replace','path':'title','value':'T'}").then().statusCode(403).body("status",
                is("403"));
        lesser.call().delete("/Users/" + id).then().statusCode(403);
        lesser.sends("{'schemas':['" + USER + "'],'userName':'x','roles':['Everything']}").post("/Users").then()
                .statusCode(403);
        lesser.patch("/Users/" + id, "{'op':'replace','path':'active','value':false}").then().statusCode(200).body("active",
                is(false));
        String self = lesser.get("/Me").then().statusCode(200).extract().path("id");
        lesser.patch("/Users/" + self, "{'op':'replace','path':'active','value':false}").then().statusCode(409);
        lesser.call().delete("/Users/" + self).then().statusCode(409);
        scim.patch("/Users/" + scim.get("/Me").path("id"), "{'op':'replace','path':'roles','value':[]}").then().statusCode(409);
        lesser.sends("{'schemas':['x'],'displayName':'G'}").post("/Groups").then().statusCode(403);
    }

    @Test
    void withoutBothPrivilegesThereIsOnlyMe() {
        tenant.adminSends(Map.of("privileges", List.of("Manage users"))).put("/role/Half").then().statusCode(200);
        String login = tenant.created("Half");
        Scim half = Scim.as(tenant.name(), login);
        for (String path : List.of("/Users", "/Groups", "/Schemas", "/ResourceTypes", "/Users/" + made("'userName':'x'"))) {
            half.get(path).then().statusCode(403).body("status", is("403")).header("WWW-Authenticate",
                    containsString("insufficient"));
        }
        half.get("/Me").then().statusCode(200).body("userName", is(login));
        given().get(Scim.BASE + "/Me").then().statusCode(401);
        half.sends("{'schemas':['x']}").put("/Me").then().statusCode(501).body("status", is("501"));
    }

    @Test
    void versionsAreComparedWeakly() {
        String id = made("'userName':'etag'");
        String etag = scim.get("/Users/" + id).header("ETag");
        assertThat(etag.startsWith("W/\""), is(true));
        scim.call().header("If-None-Match", etag).get("/Users/" + id).then().statusCode(304);
        scim.call().header("If-None-Match", etag.substring(2)).get("/Users/" + id).then().statusCode(304);
        String change =
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[{'op':'add','path':'title','value':'%s'}]}";
        List<Integer> statuses =
                Api.atOnce(8, i -> scim.sends(change.formatted(i)).header("If-Match", etag).patch("/Users/" + id));
        assertThat(statuses.stream().filter(status -> status == 200).toList(), hasSize(1));
        assertThat(statuses.stream().filter(status -> status != 200).toList(), everyItem(is(412)));
        scim.sends(change.formatted("y")).header("If-Match", "*").patch("/Users/" + id).then().statusCode(200);
        tenant.adminSends("{\"lastName\":\"N\"}").put("/user/etag").then().statusCode(200);
        scim.call().header("If-Match", etag).delete("/Users/" + id).then().statusCode(412);
        assertThat(Api.atOnce(8, i -> scim.call().delete("/Users/" + id)).stream().filter(status -> status == 204).toList(),
                hasSize(1));
    }

    @Test
    void onlyWhatIsWantedIsShown() {
        String id = made("'userName':'proj','title':'T','name':{'givenName':'G','familyName':'F'},'" + ENTERPRISE
                + "':{'department':'D',"
                + "'division':'V'}");
        scim.get("/Users/" + id + "?attributes=name.givenName,nope," + ENTERPRISE + ":department").then().statusCode(200)
                .body("keySet()", contains("schemas", "id", "name", ENTERPRISE, "meta"))
                .body("name.keySet()", contains("givenName"))
                .body("'" + ENTERPRISE + "'.keySet()", contains("department")).body("meta.keySet()", contains("resourceType"));
        scim.get("/Users/" + id + "?excludedAttributes=title,name.familyName,id,groups,roles," + ENTERPRISE).then()
                .body("$", not(hasKey("title"))).body("name.keySet()", contains("givenName")).body("id", is(id))
                .body("$", not(hasKey("groups"))).body("schemas", contains(USER));
        scim.get("/Users/" + id + "?attributes=title&excludedAttributes=name").then().statusCode(400).body("scimType",
                is("invalidValue"));
        scim.sends("{'schemas':['x'],'attributes':['userName','title'],'filter':'userName eq \\\"proj\\\"'}")
                .post("/Users/.search").then()
                .statusCode(200).body("Resources[0].title", is("T")).body("Resources[0]", not(hasKey("name")));
    }

    @Test
    void pagesComeByIndexAndByCursor() {
        for (int i = 0; i < 7; i++) {
            made("'userName':'page" + i + "'" + (i % 2 == 0 ? ",'displayName':'D" + i + "'" : ""));
        }
        for (String sort : List.of("", "&sortBy=userName", "&sortBy=displayName&sortOrder=descending",
                "&sortBy=meta.lastModified",
                "&sortBy=displayName", "&sortBy=id&sortOrder=descending&filter=" + Api.path("userName sw \"page\""))) {
            List<String> all = scim.get("/Users?count=100" + sort).then().statusCode(200).extract().path("Resources.id");
            List<String> byIndex = new ArrayList<>();
            List<String> byCursor = new ArrayList<>();
            for (int start = 1; start <= all.size(); start += 3) {
                byIndex.addAll(scim.get("/Users?count=3&startIndex=" + start + sort).path("Resources.id"));
            }
            String cursor = "";
            while (cursor != null) {
                Response page = scim.get("/Users?count=3&cursor=" + cursor + sort);
                page.then().statusCode(200).body("$", not(hasKey("startIndex"))).body("totalResults", is(all.size()));
                byCursor.addAll(page.path("Resources.id"));
                cursor = page.path("nextCursor");
                assertThat(cursor == null || cursor.matches("[A-Za-z0-9._~-]+"), is(true));
            }
            assertThat(sort, byIndex, is(all));
            assertThat(sort, byCursor, is(all));
        }
        String cursor = scim.get("/Users?count=3&cursor=").path("nextCursor");
        scim.get("/Users?count=3&sortBy=userName&cursor=" + cursor).then().statusCode(400).body("scimType",
                is("invalidCursor"));
        Scim.of(SmallTenant.create()).get("/Users?count=3&cursor=" + cursor).then().statusCode(400).body("scimType",
                is("invalidCursor"));
        scim.get("/Users?cursor=" + cursor + "&startIndex=1").then().statusCode(400).body("scimType", is("invalidValue"));
    }

    @Test
    void pagingIsLenientWithNumbers() {
        scim.get("/Users?startIndex=-5&count=-1").then().statusCode(200).body("startIndex", is(1)).body("itemsPerPage", is(0))
                .body("totalResults", greaterThan(0)).body("Resources", hasSize(0));
        scim.get("/Users?count=0").then().statusCode(200).body("Resources", hasSize(0)).body("totalResults", greaterThan(0));
        scim.get("/Users?count=99999999999").then().statusCode(200).body("itemsPerPage", lessThanOrEqualTo(1000));
        scim.get("/Users?startIndex=1000000").then().statusCode(200).body("Resources", hasSize(0));
        for (String bad : List.of("count=x", "startIndex=1.5", "sortBy=password", "sortBy=emails", "sortBy=id&sortOrder=up")) {
            scim.get("/Users?" + bad).then().statusCode(400).body("scimType", is("invalidValue"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "[]", "5", "null", "{'userName':'x'}", "{'schemas':null,'userName':'x'}",
            "{'schemas':[],'userName':'x'}",
            "{'schemas':'x','userName':'x'}", "{'schemas':[5],'userName':'x'}",
            "{'schemas':['x'],'userName':'x','userName':'y'}", "" })
    void malformedBodiesAreRefused(String body) {
        scim.sends(body).post("/Users").then().statusCode(400).body("scimType", is("invalidSyntax")).body("detail",
                not(is("")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = { "'title':'x'|userName", "'userName':''|userName",
            "'userName':'.'|userName",
            "'userName':'a\\u0000b'|userName", "'userName':' a'|userName", "'userName':'x','active':'maybe'|active",
            "'userName':'x','active':{}|active", "'userName':'x','emails':[{'value':5.5},[[]]]|emails",
            "'userName':'x','urn:ietf:params:scim:schemas:extension:callroster:2.0:User':{'team':'Nope'}|team",
            "'userName':'x','urn:ietf:params:scim:schemas:extension:callroster:2.0:User':{'skills':'Nope:5'}|Skill",
            "'userName':'x','urn:ietf:params:scim:schemas:extension:callroster:2.0:User':{'skills':'English:500'}|skills",
            "'userName':'x','urn:ietf:params:scim:schemas:extension:callroster:2.0:User':{'lockedOut':true}|lockedOut",
            "'userName':'x','phoneNumbers':[{'value':'abc','type':'extension'}]|phoneNumbers" })
    void wrongValuesAreNamed(String attributes, String named) {
        post(attributes).then().statusCode(400).body("scimType", is("invalidValue")).body("detail", containsString(named));
    }

    /** PostgreSQL has neither. */
    @ParameterizedTest
    @ValueSource(strings = { "\\u0000", "\\ud800" })
    void noFilterHoldsZeroOrHalfACharacter(String escaped) {
        for (String filter : List.of("Users?filter=userName eq ", "Users?filter=id co ", "Users?filter=emails.value sw ",
                "Users?filter=title ew ", "Users?filter=roles eq ", "Users?filter=groups.display eq ",
                "Groups?filter=displayName eq ", "Groups?filter=members.display sw ")) {
            scim.get("/" + filter.replace(" ", "%20") + "%22a" + escaped.replace("\\", "%5C") + "%22").then().statusCode(400)
                    .body("scimType", is("invalidFilter"));
        }
        String role = "'userName':'x','roles':[\"{\\\"value\\\":\\\"" + escaped.replace("\\", "\\\\") + "\\\"}\"]";
        post(role).then().statusCode(400).body("scimType", is("invalidValue"));
    }

    /** Java's own reader takes 1-1-1-1-1 for a UUID. */
    @Test
    void anIdInAnotherSpellingIsNoId() {
        String id = scim.created("user");
        String shorter = id.substring(1);
        assertThat(id.charAt(0), is('0'));
        scim.find("Users", "id eq \"" + id.toUpperCase() + "\"").then().body("totalResults", is(1));
        scim.find("Users", "id eq \"" + shorter + "\"").then().body("totalResults", is(0));
        scim.find("Users", "userName eq \"user\" and id ne \"" + shorter + "\"").then().body("totalResults", is(1));
        scim.get("/Users/" + shorter).then().statusCode(404);
        tenant.admin().get("/user?uid=" + shorter).then().statusCode(400);
    }

    @Test
    void profilesAreBounded() {
        post("'userName':'big','title':'" + "x".repeat(16 * 1024) + "'").then().statusCode(400).body("scimType",
                is("invalidValue"));
        post("'userName':'" + "x".repeat(129) + "'").then().statusCode(400).body("detail", containsString("128"));
        post("'userName':'x','title':'" + "y".repeat(1024 * 1024) + "'").then().statusCode(413).body("status", is("413"));
        scim.call().contentType("text/plain").body("x").post("/Users").then().statusCode(415).body("status", is("415"));
        scim.call().accept("application/json").get("/Users").then().statusCode(200).contentType("application/json");
        scim.call().accept("application/json, */*").get("/Users").then().contentType("application/scim+json");
        scim.call().head("/Users").then().statusCode(200).contentType("application/scim+json");
        scim.call().put("/Users").then().statusCode(405).header("Allow", is("GET, HEAD, POST")).body("status", is("405"));
        scim.get("/Users/not-a-uuid").then().statusCode(404);
        scim.get("").then().statusCode(404);
        assertThat(scim.get("/Users").header("X-Request-Id"), not(nullValue()));
    }
}
