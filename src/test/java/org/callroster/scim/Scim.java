package org.callroster.scim;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

import org.callroster.Api;
import org.callroster.SmallTenant;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** SCIM calls as identity providers make them. */
public record Scim(Supplier<String> token) {

    public static final String TYPE = "application/scim+json";
    public static final String BASE = "/scim/v2";
    public static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    public static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    public static final String CALLROSTER = "urn:ietf:params:scim:schemas:extension:callroster:2.0:User";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /** Of the tenant's administrator. */
    public static Scim of(SmallTenant tenant) {
        return as(tenant.name(), "admin");
    }

    public static Scim as(String tenant, String loginId) {
        return new Scim(() -> Api.token(tenant, loginId));
    }

    public RequestSpecification call() {
        return given().basePath(BASE).urlEncodingEnabled(false).header("Authorization", "Bearer " + token.get());
    }

    public RequestSpecification sends(String body) {
        return sendsBytes(body.replace('\'', '"'));
    }

    /** The body as it is, in UTF-8. */
    public RequestSpecification sendsBytes(String body) {
        return call().contentType(TYPE).body(body.getBytes(StandardCharsets.UTF_8));
    }

    public Response get(String path) {
        return call().get(path);
    }

    /** @param filter not encoded */
    public Response find(String kind, String filter) {
        return call().queryParam("filter", Api.path(filter)).get("/" + kind);
    }

    /** Creates a user and returns the id. */
    public String created(String userName) {
        return sends("{'schemas':['" + USER + "'],'userName':'" + userName + "'}").post("/Users").then().statusCode(201)
                .extract().path("id");
    }

    /** Creates a group and returns the id. */
    public String createdGroup(String displayName) {
        return sends("{'schemas':['" + GROUP + "'],'displayName':'" + displayName + "'}").post("/Groups").then()
                .statusCode(201).extract().path("id");
    }

    /** @param operations between the brackets of the list, with single quotes */
    public Response patch(String path, String operations) {
        return sends("{'schemas':['" + PATCH + "'],'Operations':[" + operations + "]}").patch(path);
    }

    /** The only resource that a filter finds. */
    public Map<String, Object> one(String kind, String filter) {
        return find(kind, filter).then().statusCode(200).extract().path("Resources[0]");
    }
}
