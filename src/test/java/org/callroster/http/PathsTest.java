package org.callroster.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.ContractCalls;
import org.callroster.ContractCalls.Call;
import org.callroster.RawHttp;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** Contract section 1: paths, methods and login ids in paths. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PathsTest {

    @ParameterizedTest
    @ValueSource(strings = { "/user/frank.zappa/", "/user/lock/frank.zappa/", "/team/", "/skill/", "/role/" })
    void oneTrailingSlashIsAccepted(String path) {
        Api.admin().get(path).then().statusCode(200);
    }

    @Test
    void createAcceptsATrailingSlashToo() {
        Api.adminSends(Users.somebody()).post("/user/").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "/user/frontdesk%2Fnight, frontdesk/night",
            "/user/frontdesk%2fnight/, frontdesk/night",
            "/user/FrontDesk%2FNight, frontdesk/night",
            "/user/jeanne%20d'arcy, jeanne d'arcy",
            "/user/jeanne%20d%27arcy, jeanne d'arcy",
            "/user/sam.ortiz+weekend@example.com, sam.ortiz+weekend@example.com",
            "/user/sam.ortiz%2Bweekend%40example.com, sam.ortiz+weekend@example.com",
            "/user/sam%2Eortiz%2BWEEKEND%40example.com, sam.ortiz+weekend@example.com",
            "/user/zo%C3%AB.lindqvist, zoë.lindqvist",
            "/user/ZO%C3%8B.Lindqvist, zoë.lindqvist",
            "/user/zoe%CC%88.lindqvist, zoë.lindqvist",
            "/user/bjo%CC%88rn.a%CC%8Akesson, björn.åkesson" })
    void aLoginIdIsPercentDecodedAndComparedInAnySpelling(String path, String loginId) {
        Api.admin().get(path).then().statusCode(200).body("loginId", is(loginId));
        Api.admin().get(path.replace("/user/", "/user/lock/")).then().statusCode(200).body(is("{\"lockedOut\":false}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a/b", "a b", "a+b", "a-b", "a@b", "a%b", "a%2Fb", "a;b", "a?b", "a#b", "a&b=c", "a\\b", "ünï-",
            "日本", "😀", "lock/x", "a:b", "a,b", "a\"b", "{a}", "..a", "a/../b" })
    void anyLoginIdIsReachableByEveryCall(String spelling) {
        String loginId = Users.created(Users.named(spelling + UUID.randomUUID()));
        String path = "/user/" + Api.path(loginId);
        Api.admin().get(path).then().statusCode(200).body("loginId", is(loginId));
        Api.adminSends("{\"firstName\":\"Seen\"}").put(path).then().statusCode(200).body("firstName", is("Seen"));
        Api.admin().put("/user/lock/" + Api.path(loginId)).then().statusCode(200);
        Api.admin().delete(path).then().statusCode(200);
        Api.admin().get(path).then().statusCode(404);
    }

    @Test
    void aSemicolonIsAnOrdinaryCharacter() {
        String loginId = Users.created();
        Api.admin().delete("/user/" + loginId + ";x").then().statusCode(404);
        Api.admin().get("/user/" + loginId).then().statusCode(200);
        String other = Users.created(Users.named(loginId + ";x"));
        Api.admin().get("/user/" + loginId + ";x").then().statusCode(200).body("loginId", is(other));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/user/a%00b", "/user/lock/a%00b", "/user/%00" })
    void aNulInThePathIsABadRequest(String path) {
        Api.admin().get(path).then().statusCode(400).body("error", is("bad_request"));
        Api.admin().put(path).then().statusCode(400).body("error", is("bad_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "CORP\\anna", "a|b", "a^b", "{a}", "a[b]", "a\"b", "<a>", "a`b", "a#b", "M\u00fcnchen",
            "\u65e5\u672c", "\ud83d\ude00",
            "a;b\\c" })
    void aRawCharacterOfAPathIsTakenAsItIs(String spelling) {
        String loginId = Users.created(Users.named(spelling + UUID.randomUUID()));
        String answer = asAdmin("GET /configapi/v2/user/" + RawHttp.utf8(loginId));
        assertThat(answer, startsWith("HTTP/1.1 200 "));
        assertThat(JsonPath.from(asUtf8(RawHttp.body(answer))).getString("loginId"), is(loginId));
    }

    @Test
    void rawUtf8InAPathIsStoredAsUtf8() {
        String team = "M\u00fcnchen " + UUID.randomUUID();
        String raw = RawHttp.utf8(team).replace(" ", "%20");
        assertThat(asAdmin("PUT /configapi/v2/team/" + raw), startsWith("HTTP/1.1 200 "));
        Api.admin().get("/team").then().body("name", hasItem(team));
        Api.admin().delete("/team/" + Api.path(team)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "M\u00fcnchen", "a|b", "{a}", "a#b", "a\\b", "a;b", "a\"b" })
    void aRawCharacterOfAQueryIsTakenAsItIs(String spelling) {
        String loginId = Users.created(Users.named(spelling + UUID.randomUUID()));
        String answer = asAdmin("GET /configapi/v2/audit?user=" + RawHttp.utf8(loginId) + "&limit=1");
        assertThat(answer, startsWith("HTTP/1.1 200 "));
        assertThat(JsonPath.from(asUtf8(RawHttp.body(answer))).getList("events.subject"), is(List.of(loginId)));
    }

    private static String asAdmin(String methodAndTarget) {
        return RawHttp.exchange(methodAndTarget + " HTTP/1.1", "Authorization: Bearer " + Api.token(Api.EXAMPLE, "admin"));
    }

    private static String asUtf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/nothing", "/user/a/b/c", "/team/a/b", "/oauth", "/user/lock/a/b", "" })
    void anUnknownPathIsNotFoundForEveryone(String path) {
        Api.admin().get(path).then().statusCode(404).body("error", is("not_found"));
        Api.anonymous().delete(path).then().statusCode(404).body("error", is("not_found"));
    }

    static Stream<Call> paths() {
        return ContractCalls.all().stream().map(call -> new Call("", call.path())).distinct();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aMethodThePathDoesNotKnowIsRefusedWithThoseItKnows(Call path) {
        String allow = ContractCalls.allow(path.path());
        for (String method : new String[] { "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" }) {
            if (!List.of(allow.split(", ")).contains(method)) {
                Api.anonymous().request(method, path.at("frank.zappa")).then().statusCode(405).header("Allow", is(allow));
            }
        }
        Api.anonymous().request("PATCH", path.at("a/b") + "/").then().statusCode(405).header("Allow", is(allow))
                .body("error", is("method_not_allowed"));
    }

    @Test
    void aUserCalledLockIsReachable() {
        String path = "/user/lock";
        Api.admin().delete(path);
        Users.created(Users.named("lock"));
        Api.admin().get(path).then().statusCode(200).body("loginId", is("lock"));
        Api.admin().get("/user/lock/lock").then().statusCode(200).body(is("{\"lockedOut\":false}"));
        Api.adminSends("{\"lastName\":\"Smith\"}").put(path).then().statusCode(200).body("lastName", is("Smith"));
        Api.admin().delete(path + "/").then().statusCode(200).body(is("OK"));
        Api.admin().get(path).then().statusCode(404);
    }
}
