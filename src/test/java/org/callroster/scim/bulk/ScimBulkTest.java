package org.callroster.scim.bulk;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.scim.Scim;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.callroster.scim.Scim.ENTERPRISE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** RFC 7644 §3.7. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ScimBulkTest {

    private final SmallTenant tenant = SmallTenant.create();
    private final Scim scim = Scim.of(tenant);

    private Response bulk(String more, String... operations) {
        return scim.sends("{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest']" + more + ",'Operations':["
                + String.join(",", operations) + "]}").post("/Bulk");
    }

    private static String post(String bulkId, String kind, String attributes) {
        return "{'method':'POST','path':'/" + kind + "','bulkId':'" + bulkId + "','data':{'schemas':['x']," + attributes + "}}";
    }

    @Test
    void operationsNameWhatOthersMakeAlsoForwards() {
        Response answer = bulk("", post("g", "Groups", "'displayName':'Team','members':[{'value':'bulkId:u'}]"),
                post("u", "Users", "'userName':'user','" + ENTERPRISE + "':{'manager':{'value':'bulkId:m'}}"),
                post("m", "Users", "'userName':'boss'"),
                "{'method':'PATCH','path':'/Users/bulkId:m','data':{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],"
                        + "'Operations':[{'op':'add','path':'title','value':'Boss'}]}}");
        answer.then().statusCode(200).contentType("application/scim+json")
                .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:BulkResponse"))
                .body("Operations.status", contains("201", "201", "201", "200"))
                .body("Operations.method", contains("POST", "POST", "POST", "PATCH"))
                .body("Operations[1].version", startsWith("W/\""))
                .body("Operations[0].location", containsString("/scim/v2/Groups/"))
                .body("Operations", everyItem(not(hasKey("response"))));
        String boss = (String) scim.one("Users", "userName eq \"boss\"").get("id");
        scim.find("Users", "manager eq \"" + boss + "\"").then().body("Resources.userName", contains("user"));
        scim.find("Groups", "displayName eq \"Team\"").then().body("Resources[0].members.display", contains("user"));
    }

    @Test
    void eachOperationHasItsOwnFate() {
        String id = scim.created("there");
        bulk("", post("a", "Users", "'userName':'THERE'"), post("b", "Users", "'userName':'fine'"),
                "{'method':'GET','path':'/Users/" + id + "'}",
                "{'method':'DELETE','path':'/Users/" + id + "','version':'W/\\\"1\\\"'}",
                "{'method':'POST','path':'/Users','data':{'schemas':['x'],'userName':'n'}}",
                "{'method':'PUT','path':'/Nothing/1'}",
                "{'method':'PUT','path':'/Users/bulkId:a','data':{'schemas':['x'],'userName':'n'}}",
                "{'method':'delete','path':'users/" + id + "'}").then().statusCode(200)
                .body("Operations.status", contains("409", "201", "400", "412", "400", "400", "409", "204"))
                .body("Operations[0].response.scimType", is("uniqueness")).body("Operations[0].response.status", is("409"))
                .body("Operations[0].bulkId", is("a")).body("Operations[6].response.detail", containsString("bulkId:a"));
    }

    @Test
    void inACircleOneOperationFails() {
        bulk("", post("a", "Users", "'userName':'a','" + ENTERPRISE + "':{'manager':'bulkId:b'}"),
                post("b", "Users", "'userName':'b','" + ENTERPRISE + "':{'manager':'bulkId:a'}")).then().statusCode(200)
                .body("Operations.status", contains("409", "409"));
    }

    @Test
    void itStopsAfterTheErrorsThatAreAllowed() {
        scim.created("there");
        bulk(",'failOnErrors':1", post("a", "Users", "'userName':'one'"), post("b", "Users", "'userName':'there'"),
                post("c", "Users", "'userName':'three'")).then().statusCode(200)
                .body("Operations.status", contains("201", "409"));
        scim.find("Users", "userName eq \"three\"").then().body("totalResults", is(0));
    }

    /** None of them waits for anything: each next one would be a call deeper. */
    @Test
    void aThousandOperationsFailWithoutWaiting() {
        String[] operations =
                IntStream.range(0, 1000).mapToObj(i -> "{'method':'GET','path':'/Users/x'}").toArray(String[]::new);
        bulk("", operations).then().statusCode(200).body("Operations.status", hasSize(1000))
                .body("Operations.status", everyItem(is("400")));
    }

    @Test
    void whatIsTooMuchOrMalformedIsRefusedAsAWhole() {
        String operation = post("a", "Users", "'userName':'never'");
        bulk("", Collections.nCopies(1001, operation).toArray(String[]::new)).then().statusCode(413)
                .body("detail", containsString("1000"));
        bulk(",'x':'" + "y".repeat(4 * 1024 * 1024) + "'", operation).then().statusCode(413).body("detail",
                containsString("4 MiB"));
        bulk("", operation, operation).then().statusCode(400).body("scimType", is("invalidSyntax"));
        bulk("").then().statusCode(400);
        bulk(",'failOnErrors':0", operation).then().statusCode(400);
        bulk("", "5").then().statusCode(400);
        scim.sends("{'schemas':['x'],'Operations':[" + operation + "]}").post("/Bulk").then().statusCode(400);
        String cut = "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':[" + operation;
        scim.sends(cut).post("/Bulk").then().statusCode(400).body("scimType", is("invalidSyntax"));
        scim.find("Users", "userName eq \"never\"").then().body("totalResults", is(0));
    }

    @Test
    void aThousandUsersAreMadeAtOnceByEightCallers() {
        List<Integer> statuses = Api.atOnce(8, caller -> bulk("", IntStream.range(0, 125)
                .mapToObj(i -> post("b" + i, "Users", "'userName':'u" + caller + "." + i + "'")).toArray(String[]::new)));
        assertThat(statuses, everyItem(is(200)));
        scim.get("/Users?count=1000&filter=" + Api.path("userName sw \"u\"")).then().body("totalResults", is(1000))
                .body("Resources", hasSize(1000));
        String deletes = scim.get("/Users?count=1000&filter=" + Api.path("userName sw \"u\""))
                .<List<String>>path("Resources.id").stream()
                .map(id -> "{'method':'DELETE','path':'/Users/" + id + "'}").collect(Collectors.joining(","));
        bulk("", deletes).then().body("Operations.status", everyItem(is("204"))).body("Operations", hasSize(1000));
    }
}
