package org.callroster;

import java.util.List;

import org.callroster.scim.Scim;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Makes every SCIM call, on any service, with every kind of filter. It leaves nothing behind. */
final class ScimWalk {

    private static final List<String> FILTERS = List.of("userName eq \"sue\"", "userName sw \"SU\"", "externalId eq \"e1\"",
            "emails eq \"sue@example.com\"", "emails[type eq \"work\" and value co \"@example\"]", "emails.value ew \".com\"",
            "displayName eq \"Sue\"", "name.givenName co \"sue\"", "name.familyName ne \"x\"", "active eq true",
            "meta.lastModified gt \"2020-01-01T00:00:00Z\" and meta.created le \"2999-01-01T00:00:00Z\"",
            "groups.display eq \"Nurses\"", "groups pr", "not (roles eq \"Nobody\")", "roles.value eq \"Day\"",
            "skills[value eq \"Day\" and level ge 5]", "team eq \"Nurses\"", "phoneNumbers[type eq \"extension\"].value pr",
            "title eq \"boss\"", "department sw \"d\"", "manager eq \"m\"", "addresses.locality eq \"Bern\"",
            "changePassword eq false and id pr", "photos eq null", "userName gt \"a\" and externalId lt \"z\"");

    private final int port;
    private final String token;

    ScimWalk(int port, String token) {
        this.port = port;
        this.token = token;
    }

    void everyCall() {
        discovery();
        String id = user();
        String group = group(id);
        filters();
        bulk();
        vendor();
        ok(call().delete("/scim/v2/Groups/" + group), 204);
        ok(call().delete("/scim/v2/Users/" + id), 204);
        ok(call().get("/scim/v2/Users/" + id), 404).body("status", is("404"));
    }

    private void discovery() {
        for (String path : List.of("ServiceProviderConfig", "ResourceTypes", "ResourceTypes/Group", "Schemas",
                "Schemas/" + Scim.USER)) {
            ok(call().get("/scim/v2/" + path), 200);
        }
        ok(call().get("/scim/v2/Me"), 200).body("userName", is("admin"));
    }

    private String user() {
        String id =
                ok(sends("{'schemas':['x'],'userName':'sue','externalId':'e1','displayName':'Sue','title':'Boss','password':"
                        + "'nine lazy zebras at noon','emails':[{'value':'sue@example.com','type':'work'},{'value':'s@b.com','type':'home'}],"
                        + "'addresses':[{'locality':'Bern'}],'roles':['Day'],'" + Scim.ENTERPRISE
                        + "':{'department':'D','manager':'m'},'"
                        + Scim.CALLROSTER + "':{'skills':'Day:5'}}").post("/scim/v2/Users"), 201).extract().path("id");
        ok(patch("/scim/v2/Users/" + id, "{'op':'replace','path':'userName','value':'sue.b'},"
                + "{'op':'replace','path':'userName','value':'sue'},{'op':'add','path':'nickName','value':'S'}"), 200);
        ok(patch("/scim/v2/Users/" + id, "{'op':'replace','path':'userName','value':'sue.c'}"), 200);
        ok(patch("/scim/v2/Users/" + id,
                "{'op':'replace','path':'userName','value':'sue'},{'op':'add','path':'" + Scim.CALLROSTER
                        + ":lockedOut','value':false},{'op':'replace','path':'password','value':'ten lazy zebras at noon'}"),
                200);
        String whole = ok(call().get("/scim/v2/Users/" + id), 200).extract().asString();
        ok(call().contentType(Scim.TYPE).body(whole).put("/scim/v2/Users/" + id), 200).body(is(whole));
        return id;
    }

    private String group(String id) {
        String group = ok(sends("{'schemas':['x'],'displayName':'Nurses','members':[{'value':'" + id + "'}]}")
                .post("/scim/v2/Groups"), 201).extract().path("id");
        ok(call().get("/scim/v2/Groups/" + group), 200).body("members.value", hasItem(id));
        ok(patch("/scim/v2/Groups/" + group,
                "{'op':'remove','path':'members'},{'op':'replace','path':'externalId','value':'g'}"), 200);
        ok(sends("{'schemas':['x'],'displayName':'Nurses','members':[{'value':'" + id + "'}]}").put("/scim/v2/Groups/" + group),
                200);
        for (String filter : List.of("displayName eq \"Nurses\"", "members eq \"" + id + "\"", "externalId pr",
                "members.display sw \"s\"")) {
            ok(call().queryParam("filter", filter).get("/scim/v2/Groups"), 200).body("Resources.id", hasItem(group));
        }
        return group;
    }

    private void filters() {
        for (String filter : FILTERS) {
            ok(call().queryParam("filter", filter).get("/scim/v2/Users"), 200).body("Resources.userName", hasItem("sue"));
        }
        for (String order : List.of("id", "userName", "displayName", "meta.lastModified")) {
            for (String direction : List.of("ascending", "descending")) {
                String next = ok(call().get("/scim/v2/Users?count=1&cursor=&sortBy=" + order + "&sortOrder=" + direction), 200)
                        .extract().path("nextCursor");
                ok(call().get("/scim/v2/Users?count=100&sortBy=" + order + "&sortOrder=" + direction + "&cursor=" + next), 200);
            }
        }
        ok(sends("{'schemas':['x'],'filter':'active eq true','count':1}").post("/scim/v2/Users/.search"), 200);
        ok(sends("{'schemas':['x'],'sortBy':'displayName','cursor':''}").post("/scim/v2/Groups/.search"), 200);
    }

    private void bulk() {
        ok(sends("{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':["
                + "{'method':'POST','path':'/Groups','bulkId':'g','data':{'schemas':['x'],'displayName':'Bulk','members':["
                + "{'value':'bulkId:u'}]}},{'method':'POST','path':'/Users','bulkId':'u','data':{'schemas':['x'],'userName':'bulky'}},"
                + "{'method':'DELETE','path':'/Users/bulkId:u'},{'method':'DELETE','path':'/Groups/bulkId:g'}]}")
                .post("/scim/v2/Bulk"), 200).body(not(containsString("response")));
    }

    private void vendor() {
        String id = ok(sends(
                "{'schemas':['x'],'userName':'ven','name':{'givenName':'V','familyName':'N'},'emails':[{'value':'v@b.c'}]}")
                .post("/configapi/v2/scim/users"), 201).extract().path("id");
        String whole = ok(call().get("/configapi/v2/scim/users/" + id), 200).extract().asString();
        ok(call().contentType(Scim.TYPE).body(whole).put("/configapi/v2/scim/users/" + id), 200);
        ok(patch("/configapi/v2/scim/users/" + id, "{'op':'replace','path':'active','value':false}"), 200);
        ok(call().queryParam("filter", "userName eq \"ven\"").get("/configapi/v2/scim/users"), 200).body("totalResults", is(1));
        ok(call().delete("/configapi/v2/scim/users/" + id), 204);
    }

    private Response patch(String path, String operations) {
        return sends("{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[" + operations + "]}")
                .patch(path);
    }

    private RequestSpecification sends(String body) {
        return call().contentType(Scim.TYPE).body(body.replace('\'', '"'));
    }

    private RequestSpecification call() {
        return given().port(port).header("Authorization", "Bearer " + token);
    }

    private static ValidatableResponse ok(Response answer, int status) {
        return answer.then().statusCode(status);
    }
}
