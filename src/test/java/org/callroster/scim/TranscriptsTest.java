package org.callroster.scim;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.callroster.scim.Scim.CALLROSTER;
import static org.callroster.scim.Scim.ENTERPRISE;
import static org.callroster.scim.Scim.GROUP;
import static org.callroster.scim.Scim.USER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** What identity providers send, one call after the other, works with no setting of their own. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TranscriptsTest {

    private final SmallTenant tenant = SmallTenant.create();
    private final Scim scim = Scim.of(tenant);

    @Test
    void entraProvisionsChangesDisablesAndDeletesAUser() {
        scim.find("Users", "userName eq \"" + UUID.randomUUID() + "\"").then().statusCode(200).body("totalResults", is(0))
                .body("Resources", is(empty()));
        scim.find("Users", "externalId eq \"7b2f\"").then().statusCode(200).body("totalResults", is(0));
        String id = scim.sends("{'schemas':['" + USER + "','" + ENTERPRISE + "'],'externalId':'7b2f','userName':'Test_User',"
                + "'active':true,'addresses':null,'displayName':'Test User','emails':[{'type':'work','value':'t@e.com','primary':true}],"
                + "'meta':{'resourceType':'User'},'name':{'formatted':'Test User','familyName':'User','givenName':'Test'},"
                + "'roles':[],'title':null,'" + ENTERPRISE + "':{'department':'bob','manager':'44'}}").post("/Users").then()
                .statusCode(201).contentType("application/scim+json").body("name.formatted", is("Test User"))
                .body("'" + ENTERPRISE + "'.manager.value", is("44")).body("schemas", contains(USER, ENTERPRISE))
                .body("meta.resourceType", is("User")).body("$", not(hasKey("title"))).extract().path("id");
        scim.patch("/Users/" + id, "{'op':'Replace','path':'emails[type eq \\'work\\'].value','value':'new@e.com'},"
                .replace("\\'", "\\\"") + "{'op':'Replace','path':'name.familyName','value':'Changed'}").then().statusCode(200)
                .body("emails[0].value", is("new@e.com")).body("name.familyName", is("Changed"))
                .body("name", not(hasKey("formatted")));
        scim.patch("/Users/" + id, "{'op':'Replace','path':'active','value':'False'}").then().statusCode(200)
                .body("active", is(false));
        scim.get("/Users/" + id).then().statusCode(200).body("active", is(false));
        scim.find("Users", "userName eq \"test_user\"").then().body("totalResults", is(1));
        scim.patch("/Users/" + id, "{'op':'Replace','path':'userName','value':'test.renamed'}").then().statusCode(200)
                .body("userName", is("test.renamed"));
        tenant.admin().get("/user/test.renamed").then().statusCode(200).body("disabled", is(true));
        scim.patch("/Users/" + id, "{'op':'Replace','path':'userName','value':'Test_User'}").then().statusCode(200);
        scim.patch("/Users/" + id, "{'op':'Replace','path':'active','value':'True'}").then().body("active", is(true));
        scim.call().delete("/Users/" + id).then().statusCode(204).body(is(""));
        scim.get("/Users/" + id).then().statusCode(404).body("status", is("404"));
        tenant.admin().get("/audit?via=scim").then().body("events.kind", is(List.of("user deleted", "user enabled",
                "user renamed", "user renamed", "user disabled", "user updated", "user created", "default team changed",
                "team created")));
    }

    @Test
    void entraWithItsFlagSendsOperationsWithoutPaths() {
        String id = scim.created("flag@e.com");
        String group = scim.createdGroup("Flagged");
        scim.patch("/Users/" + id, "{'op':'replace','value':{'name.givenName':'Flo','name.familyName':'Ag','active':false,'"
                + ENTERPRISE + ":department':'IT','" + ENTERPRISE + "':{'costCenter':'4711'},'id':'ignored','schemas':[]}}")
                .then()
                .statusCode(200).body("name.givenName", is("Flo")).body("active", is(false))
                .body("'" + ENTERPRISE + "'.department", is("IT")).body("'" + ENTERPRISE + "'.costCenter", is("4711"));
        scim.patch("/Groups/" + group, "{'op':'add','path':'members','value':[{'value':'" + id + "'}]}").then()
                .statusCode(200).body("members.value", contains(id));
        scim.patch("/Groups/" + group, "{'op':'remove','path':'members[value eq \\'" + id + "\\']'}".replace("\\'", "\\\""))
                .then().statusCode(200).body("members", is(empty()));
    }

    @Test
    void entraPushesGroups() {
        String id = scim.created("g@e.com");
        scim.call().queryParam("excludedAttributes", "members").queryParam("filter", Api.path("displayName eq \"Pushed\""))
                .get("/Groups").then().statusCode(200).body("totalResults", is(0));
        String group = scim.sends("{'schemas':['" + GROUP + "','http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/"
                + "2.0/Group'],'externalId':'8aa1','displayName':'Pushed','meta':{'resourceType':'Group'}}").post("/Groups")
                .then()
                .statusCode(201).body("members", is(empty())).body("externalId", is("8aa1")).extract().path("id");
        scim.patch("/Groups/" + group, "{'op':'Add','path':'members','value':[{'$ref':null,'value':'" + id + "'}]}").then()
                .statusCode(200).body("members.display", contains("g@e.com"));
        scim.call().get("/Groups/" + group + "?excludedAttributes=members").then().statusCode(200).body("$",
                not(hasKey("members")));
        scim.patch("/Groups/" + group, "{'op':'Remove','path':'members','value':[{'$ref':null,'value':'" + id + "'}]}").then()
                .statusCode(200).body("members", is(empty()));
        scim.patch("/Groups/" + group, "{'op':'Replace','path':'displayName','value':'Pushed 2'}").then()
                .body("displayName", is("Pushed 2"));
        scim.patch("/Groups/" + group, "{'op':'Add','path':'members','value':[{'value':'" + id + "'}]}");
        scim.call().delete("/Groups/" + group).then().statusCode(204);
        scim.get("/Users/" + id).then().body("groups.display", contains("Default"));
    }

    @Test
    void oktaWritesWholeUsersAndGroups() {
        scim.call().queryParam("filter", Api.path("userName eq \"ok@e.com\"")).queryParam("startIndex", 1)
                .queryParam("count", 100)
                .get("/Users").then().statusCode(200).body("totalResults", is(0)).body("startIndex", is(1));
        String body = "{'schemas':['" + USER + "'],'userName':'ok@e.com','name':{'givenName':'O','familyName':'K'},"
                + "'emails':[{'primary':true,'value':'ok@e.com','type':'work'}],'displayName':'O K','locale':'en-US',"
                + "'externalId':'00ujl29u0le5T6Aj10h7','groups':[],'password':'1mz050nq plenty','active':true}";
        String id = scim.call().contentType("application/scim+json; charset=utf-8").body(body.replace('\'', '"')).post("/Users")
                .then().statusCode(201).body("groups.display", contains("Default")).body("$", not(hasKey("password")))
                .extract().path("id");
        String whole = scim.get("/Users/" + id).asString();
        String etag = scim.get("/Users/" + id).header("ETag");
        scim.call().contentType(Scim.TYPE).body(whole).put("/Users/" + id).then().statusCode(200).header("ETag", is(etag))
                .body(is(whole));
        scim.call().contentType(Scim.TYPE).body(whole.replace("\"active\":true", "\"active\":false")).put("/Users/" + id).then()
                .statusCode(200).body("active", is(false)).body("displayName", is("O K"));
        String group = scim.createdGroup("Okta");
        scim.sends("{'schemas':['" + GROUP + "'],'id':'" + group + "','displayName':'Okta','members':[{'value':'" + id
                + "','display':'ok@e.com'}]}").put("/Groups/" + group).then().statusCode(200)
                .body("members.value", contains(id));
    }

    @Test
    void oktaPatchesUsersAndGroups() {
        String one = scim.created("one@e.com");
        String two = scim.created("two@e.com");
        scim.patch("/Users/" + one, "{'op':'replace','value':{'active':false}}").then().body("active", is(false));
        String group = scim.createdGroup("Okta");
        scim.patch("/Groups/" + group, "{'op':'replace','value':{'id':'" + group + "','displayName':'Okta 2'}}").then()
                .body("displayName", is("Okta 2"));
        scim.patch("/Groups/" + group, "{'op':'add','path':'members','value':[{'value':'" + one + "','display':'one@e.com'}]}");
        scim.patch("/Groups/" + group,
                "{'op':'remove','path':'members[value eq \\'" + one + "\\']'},{'op':'add','path':'members',"
                        .replace("\\'", "\\\"") + "'value':[{'value':'" + two + "'}]}")
                .then().body("members.value", contains(two));
        scim.patch("/Groups/" + group,
                "{'op':'replace','path':'members','value':[{'value':'" + one + "'},{'value':'" + two + "'}]}")
                .then().body("members.value", containsInAnyOrder(one, two));
        for (int start = 1; start <= 201; start += 100) {
            scim.get("/Users?startIndex=" + start + "&count=100").then().statusCode(200).body("startIndex", is(start))
                    .body("totalResults", is(3)).body("itemsPerPage", is(start == 1 ? 3 : 0));
        }
    }

    @Test
    void authentikAdoptsAGroupAndChangesItsMembersOneByOne() {
        given().get(Scim.BASE + "/ServiceProviderConfig").then().statusCode(200).body("patch.supported", is(true))
                .body("bulk.maxOperations", is(1000));
        String id = scim.created("au@e.com");
        tenant.admin().put("/team/Adopted").then().statusCode(200);
        scim.sends("{'schemas':['" + GROUP + "'],'displayName':'Adopted','externalId':'pk1'}").post("/Groups").then()
                .statusCode(409).body("scimType", is("uniqueness"));
        String group = (String) scim.one("Groups", "displayName eq \"Adopted\"").get("id");
        scim.patch("/Groups/" + group, "{'op':'replace','path':null,'value':{'schemas':['" + GROUP + "'],'id':'" + group
                + "','externalId':'pk1','displayName':'Adopted','members':[]}}").then().statusCode(200)
                .body("externalId", is("pk1"));
        scim.get("/Groups/" + group).then().body("members", is(empty()));
        scim.patch("/Groups/" + group, "{'op':'add','path':'members','value':[{'value':'" + id + "'}]}").then()
                .body("members", hasSize(1));
        scim.patch("/Groups/" + group, "{'op':'remove','path':'members','value':[{'value':'" + id + "'}]}").then()
                .body("members", is(empty()));
    }

    @Test
    void oneLoginSpeaksAnOlderSchema() {
        String body =
                "{'schemas':['urn:scim:schemas:core:2.0','urn:scim:schemas:core:1.0'],'userName':'ol@e.com','externalId':'9',"
                        + "'name':{'familyName':'L','givenName':'O'},'emails':[{'value':'ol@e.com','primary':true}]}";
        String id = scim.call().contentType("application/json").body(body.replace('\'', '"')).post("/Users?x=").then()
                .statusCode(201).extract().path("id");
        scim.get("/Users?filter=" + Api.path("userName eq \"ol@e.com\"") + "&").then().statusCode(200)
                .body("totalResults", is(1));
        scim.sends(body.replace("'O'", "'Olga'")).put("/Users/" + id).then().statusCode(200)
                .body("name.givenName", is("Olga"));
    }

    @Test
    void sailPointDiscoversAndReadsAllPages() {
        scim.get("/ServiceProviderConfig").then().statusCode(200);
        scim.get("/ResourceTypes").then().statusCode(200).body("Resources.id", contains("User", "Group"));
        scim.get("/ResourceTypes/User").then().statusCode(200).body("schemaExtensions.schema",
                contains(ENTERPRISE, CALLROSTER));
        scim.get("/schemas").then().statusCode(200).body("totalResults", is(7));
        scim.get("/Schemas/" + USER).then().statusCode(200).body("attributes.name", hasItem("userName"));
        scim.created("sp1@e.com");
        scim.created("sp2@e.com");
        assertThat(scim.get("/users?startIndex=1&count=2").path("Resources.userName"), hasSize(2));
        assertThat(scim.get("/users?startIndex=3&count=2").path("Resources.userName"), hasSize(1));
        assertThat(scim.get("/groups?startIndex=1&count=1").path("Resources.displayName"), hasSize(1));
    }

    @Test
    void aTokenThatIsNotGoodGetsTheErrorBodyOfScim() throws InterruptedException {
        String secret = Api.newSecret(tenant.name(), "admin");
        String token = Api.requestToken(tenant.name(), "admin", secret).path("access_token");
        TestDatabase.execute("delete from api_secret where hash = sha256(cast(? as bytea))", secret);
        SteppedTicker.passASecond();
        for (String header : new String[] { null, "", "Bearer", "Bearer ", "Bearer non-token", "Basic YTpi",
                "Bearer " + token }) {
            Response answer = (header == null ? given() : given().header("Authorization", header)).get(Scim.BASE + "/Users");
            answer.then().statusCode(401).contentType("application/scim+json").body("status", is("401"))
                    .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:Error")).body("detail", notNullValue())
                    .header("WWW-Authenticate", notNullValue());
        }
        given().header("Authorization", "Bearer non-token").get(Scim.BASE + "/ServiceProviderConfig").then().statusCode(401);
    }

    @Test
    void twentyEqualPostsMakeOneUser() {
        List<Integer> statuses =
                Api.atOnce(20, i -> scim.sends("{'schemas':['" + USER + "'],'userName':'same'}").post("/Users"));
        assertThat(statuses.stream().filter(status -> status == 201).toList(), hasSize(1));
        assertThat(statuses.stream().filter(status -> status != 201).toList(), everyItem(is(409)));
        scim.sends("{'schemas':['" + USER + "'],'userName':'SAME'}").post("/Users").then().statusCode(409)
                .body("scimType", is("uniqueness")).body("detail", is("userName is taken"));
    }

    @Test
    void twoWritersOnOneGroupLoseNoMember() {
        String group = scim.createdGroup("Shared");
        List<String> ids = IntStream.range(0, 100).mapToObj(i -> scim.created("member" + i)).toList();
        List<Integer> statuses = Api.atOnce(2, half -> {
            Response last = null;
            for (int i = half; i < ids.size(); i += 2) {
                last = scim.patch("/Groups/" + group, "{'op':'add','path':'members','value':[{'value':'" + ids.get(i) + "'}]}");
            }
            return last;
        });
        assertThat(statuses, everyItem(is(200)));
        assertThat(scim.get("/Groups/" + group).path("members.value"), containsInAnyOrder(ids.toArray()));
    }

    @Test
    void idsOfAnotherTenantAreNotFoundOrNotMembers() {
        Scim rival = Scim.of(SmallTenant.create());
        String user = rival.created("rival");
        String group = rival.createdGroup("Rivals");
        String before = rival.get("/Users/" + user).asString();
        for (String path : new String[] { "/Users/" + user, "/Groups/" + group }) {
            scim.get(path).then().statusCode(404);
            scim.patch(path, "{'op':'replace','path':'externalId','value':'x'}").then().statusCode(404);
            scim.sends("{'schemas':['" + USER + "'],'userName':'x','displayName':'x'}").put(path).then().statusCode(404);
            scim.call().delete(path).then().statusCode(404);
        }
        String mine = scim.createdGroup("Mine");
        String own = scim.created("own");
        scim.patch("/Groups/" + mine,
                "{'op':'add','path':'members','value':[{'value':'" + user + "'},{'value':'" + own + "'}]}")
                .then().statusCode(200).body("members.value", contains(own));
        scim.patch("/Groups/" + mine, "{'op':'replace','path':'members','value':[{'value':'" + user + "'}]}").then()
                .statusCode(400).body("scimType", is("invalidValue"));
        scim.get("/Groups/" + mine).then().body("members.value", contains(own));
        assertThat(scim.one("Users", "id eq \"" + user + "\""), is(nullValue()));
        assertThat(scim.one("Groups", "members eq \"" + user + "\""), is(nullValue()));
        assertThat(rival.get("/Users/" + user).asString(), is(before));
    }
}
