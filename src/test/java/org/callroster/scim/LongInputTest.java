package org.callroster.scim;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TenantRows;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** Whatever an identity provider sends may be 200 KB long: it is refused soon, in the words of SCIM, and nothing is changed. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LongInputTest {

    private static final int BYTES = 200_000;
    private static final int TARGET = 15_000;
    /** JSON: letters, marks that normalization has to sort, characters that are two in Java, and what JSON and SQL escape. */
    private static final List<String> LONG = List.of("a".repeat(BYTES), "\u0301\u0316".repeat(BYTES / 4),
            "\ud83d\ude00".repeat(BYTES / 4), "\\\\\\\"'%".repeat(BYTES / 6));
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final String PATCH = "'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':";
    private static final String BULK = "'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':";

    private final SmallTenant tenant = SmallTenant.create();
    private final Scim scim = Scim.of(tenant);
    private String user;
    private String group;

    @BeforeEach
    void create() {
        user = "/Users/" + scim.created("somebody");
        group = "/Groups/" + scim.createdGroup("Group");
    }

    private static String with(String text, String template) {
        return template.replace('\'', '"').replace("LONG", text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "POST|/Users|'schemas':['x'],'userName':'LONG'",
            "POST|/Users|'schemas':['x'],'userName':'x','displayName':'LONG'",
            "POST|/Users|'schemas':['x'],'userName':'x','externalId':'LONG'",
            "POST|/Users|'schemas':['x'],'userName':'x','title':'LONG'",
            "POST|/Users|'schemas':['x'],'userName':'x','name':{'givenName':'LONG'}",
            "PUT|USER|'schemas':['x'],'userName':'LONG'",
            "PUT|USER|'schemas':['x'],'userName':'x','title':'LONG'",
            "PATCH|USER|PATCH[{'op':'add','path':'userName','value':'LONG'}]",
            "PATCH|USER|PATCH[{'op':'add','path':'displayName','value':'LONG'}]",
            "PATCH|USER|PATCH[{'op':'add','path':'externalId','value':'LONG'}]",
            "PATCH|USER|PATCH[{'op':'add','path':'title','value':'LONG'}]",
            "PATCH|USER|PATCH[{'op':'add','path':'name.givenName','value':'LONG'}]",
            "PATCH|USER|PATCH[{'op':'add','path':'LONG','value':'x'}]",
            "PATCH|USER|PATCH[{'op':'add','path':'emails[type eq \\'LONG\\'].value','value':'x'}]",
            "PATCH|USER|PATCH[{'op':'LONG','path':'title','value':'x'}]",
            "POST|/Groups|'schemas':['x'],'displayName':'LONG'",
            "PUT|GROUP|'schemas':['x'],'displayName':'LONG'",
            "PATCH|GROUP|PATCH[{'op':'add','path':'displayName','value':'LONG'}]",
            "PATCH|GROUP|PATCH[{'op':'add','path':'LONG','value':'x'}]",
            "POST|/Users/.search|'schemas':['x'],'filter':'userName eq \\'LONG\\''",
            "POST|/Groups/.search|'schemas':['x'],'filter':'LONG'",
            "POST|/Users/.search|'schemas':['x'],'sortBy':'LONG'",
            "POST|/Groups/.search|'schemas':['x'],'sortBy':'LONG'",
            "POST|/Users/.search|'schemas':['x'],'sortOrder':'LONG'",
            "POST|/Users/.search|'schemas':['x'],'cursor':'LONG'",
            "POST|/Groups/.search|'schemas':['x'],'cursor':'LONG'",
            "POST|/Bulk|BULK[{'method':'POST','path':'/Users','bulkId':'LONG','data':{'schemas':['x'],'userName':'x'}}]",
            "POST|/Bulk|BULK[{'method':'LONG','path':'/Users','bulkId':'x','data':{'schemas':['x'],'userName':'x'}}]" })
    void bodiesAreRefused(String method, String path, String body) {
        Map<String, String> before = TenantRows.checksums(tenant.name());
        String template = "{" + body.replace("PATCH", PATCH).replace("BULK", BULK).replace("\\'", "\\\"") + "}";
        for (String text : LONG) {
            refused(scim.sendsBytes(with(text, template)).request(method, path.replace("USER", user).replace("GROUP", group)));
        }
        assertThat(TenantRows.checksums(tenant.name()), is(before));
    }

    private static void refused(Response answer) {
        answer.then().statusCode(both(greaterThanOrEqualTo(400)).and(lessThan(500))).contentType(Scim.TYPE)
                .body("schemas", contains(ERROR)).body("status", is(String.valueOf(answer.statusCode())))
                .time(lessThan(5L), TimeUnit.SECONDS);
    }

    /** As long as the server takes it. */
    @ParameterizedTest
    @ValueSource(strings = { "filter", "sortBy", "sortOrder", "cursor" })
    void queriesAreRefused(String parameter) {
        for (String path : List.of("/Users?", "/Groups?")) {
            LONG.forEach(text -> refused(scim.get(path + parameter + "=" + Api.path(text).substring(0, TARGET))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "400|'method':'POST','path':'LONG','bulkId':'x','data':{'schemas':['x'],'userName':'x'}",
            "400|'method':'POST','path':'/Users','bulkId':'x','data':{'schemas':['x'],'userName':'LONG'}",
            "409|'method':'DELETE','path':'/Users/bulkId:LONG'",
            "412|'method':'DELETE','path':'USER','version':'LONG'" })
    void operationsOfABulkAreRefused(String status, String operation) {
        Map<String, String> before = TenantRows.checksums(tenant.name());
        for (String text : LONG) {
            scim.sendsBytes(with(text, "{" + BULK + "[{" + operation.replace("USER", user) + "}]}")).post("/Bulk").then()
                    .statusCode(200).time(lessThan(5L), TimeUnit.SECONDS).body("Operations.status", contains(status))
                    .body("Operations[0].response.status", is(status)).body("Operations[0].response.schemas", contains(ERROR));
        }
        assertThat(TenantRows.checksums(tenant.name()), is(before));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = { "POST|/scimtoken/admin|{'name':'LONG'}",
            "PUT|/scimsetting|{'defaultTeam':'LONG'}" })
    void soAreTheCallsThatPrepareAProvider(String method, String path, String body) {
        Map<String, String> before = TenantRows.checksums(tenant.name());
        LONG.forEach(text -> tenant.adminSends(with(text, body)).request(method, path).then().statusCode(400)
                .body("error", is("bad_request")).time(lessThan(5L), TimeUnit.SECONDS));
        assertThat(TenantRows.checksums(tenant.name()), is(before));
    }
}
