package org.callroster.scim.vendor;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.scim.Scim;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Scripts that were written for the original's SCIM. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class VendorScimTest {

    private static final String PATH = "/scim/users";
    private static final String USER = "{'schemas':['" + Scim.USER
            + "'],'externalId':'x','userName':'ven.dor','name':{'givenName':'Ven',"
            + "'familyName':'Dor'},'emails':[{'value':'v@e.c','type':'home'}],'phoneNumbers':[{'value':'4711','type':'extension'},"
            + "{'value':'1','type':'work'},{'value':'2','type':'fax'},{'value':'3','type':'default'}],'roles':['Agent'],"
            + "'photos':[{'value':'p'}],'title':'T','addresses':[{'locality':'Bern'}],'" + Scim.CALLROSTER
            + "':{'skills':'English:5'}}";

    private final SmallTenant tenant = SmallTenant.create();

    private RequestSpecification sends(String body) {
        return tenant.admin().contentType("application/json").body(body.replace('\'', '"'));
    }

    private Response created() {
        tenant.admin().put("/role/Agent").then().statusCode(200);
        tenant.admin().put("/skill/English").then().statusCode(200);
        return sends(USER).post(PATH);
    }

    @Test
    void theSixCallsOfItsCollectionWork() {
        Response made = created();
        made.then().statusCode(201).contentType("application/scim+json").body("schemas", contains(Scim.USER))
                .body("id", matchesPattern("[0-9A-F-]{36}")).body("externalId", is("")).body("userName", is("ven.dor"))
                .body("emails", contains(Map.of("value", "v@e.c", "primary", true)))
                .body("roles", contains(Map.of("value", "Agent")))
                .body("phoneNumbers.type", contains("work", "extension"))
                .body("groups[0].keySet()", contains("value", "display"))
                .body("groups[0].value", matchesPattern("[0-9A-F-]{36}")).body("meta.resourceType", is("USER"))
                .body("meta.created", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"))
                .body("meta", not(hasKey("version")))
                .body("$", not(hasKey("photos"))).body("$", not(hasKey(Scim.CALLROSTER)))
                .body("addresses[0].locality", is("Bern"))
                .header("Location", is(made.path("meta.location").toString())).header("ETag", is(nullValue()));
        String id = made.path("id");
        tenant.admin().get("/user/ven.dor").then().body("skills.English", is(5)).body("extension", is("4711"));
        tenant.admin().get(PATH + "/" + id).then().statusCode(200).body(is(made.asString()));
        tenant.admin().get(PATH).then().statusCode(200).body("keySet()", contains("schemas", "totalResults", "Resources"))
                .body("Resources.userName", containsInAnyOrder("admin", "ven.dor"));
        tenant.admin().get(PATH + "?count=1&filter=" + Api.path("userName eq \"VEN.dor\"")).then().body("itemsPerPage", is(1));
        sends("{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[{'op':'replace','path':'active','value':false}]}")
                .patch(PATH + "/" + id).then().statusCode(200).body("active", is(false));
        sends("{'schemas':['" + Scim.USER + "'],'userName':'ven.dor','name':{'givenName':'V','familyName':'D'}}")
                .put(PATH + "/" + id).then()
                .statusCode(200).body("roles", hasSize(0)).body("name.givenName", is("V")).body("$", not(hasKey("addresses")));
        tenant.admin().delete(PATH + "/" + id).then().statusCode(204);
        tenant.admin().get(PATH + "/" + id).then().statusCode(404).body("status", is("404"));
    }

    @Test
    void itsRefusalsDiffer() {
        created();
        sends(USER.replace("'roles':['Agent']", "'roles':['Nobody']").replace("ven.dor", "x")).post(PATH).then().statusCode(404)
                .body("detail", is("Role not found")).body("status", is("404"));
        sends(USER).post(PATH).then().statusCode(409).body("scimType", is("uniqueness"));
        for (String missing : List.of("'givenName':'Ven',", "'emails':[{'value':'v@e.c','type':'home'}],")) {
            sends(USER.replace(missing, "")).post(PATH).then().statusCode(400).body("scimType", is("invalidValue"));
        }
        for (String path : List.of("/scim/groups", "/scim", "/scim/Bulk", "/scim/ServiceProviderConfig")) {
            tenant.admin().get(path).then().statusCode(404).body("status", is("404")).contentType("application/scim+json");
        }
        Api.anonymous().get(PATH).then().statusCode(401).body("status", is("401"));
        tenant.admin().patch(PATH).then().statusCode(405).header("Allow", is("GET, HEAD, POST"));
        assertThat(Api.atOnce(8, i -> sends(USER.replace("ven.dor", "same").replace("4711", "81" + i)).post(PATH)).stream()
                .filter(status -> status != 201).toList(), everyItem(is(409)));
    }
}
