package org.callroster.user;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.Background;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

/** Calls that meet: every one gets an answer of the contract, and what is unique stays so. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UserRacesTest {

    @ParameterizedTest
    @ValueSource(ints = { 2, 20 })
    void ofManyCreatesOfOneLoginJustOneSucceeds(int n) {
        String loginId = "race-" + UUID.randomUUID();
        List<Integer> statuses = new ArrayList<>(Api.atOnce(n,
                i -> Api.adminSends(Users.named(i % 2 == 0 ? loginId : loginId.toUpperCase(Locale.ROOT))).post("/user")));
        Collections.sort(statuses);
        assertThat(statuses.get(0), is(200));
        assertThat(statuses.subList(1, n), everyItem(is(409)));
    }

    @Test
    void fiftyParallelCreatesGetFiftyExtensions() {
        SmallTenant tenant = SmallTenant.withPool(100, 149);
        List<Map<String, Object>> users = IntStream.range(0, 50).mapToObj(i -> tenant.somebody()).toList();
        List<Integer> statuses = Api.atOnce(50, i -> tenant.adminSends(users.get(i)).post("/user"));
        assertThat(statuses, everyItem(is(200)));
        assertThat(new HashSet<>(extensions(tenant)).size(), is(50));
    }

    @Test
    void aPoolTooSmallForAllServesAsManyAsItHas() {
        SmallTenant tenant = SmallTenant.withPool(100, 104);
        List<Response> refused = Collections.synchronizedList(new ArrayList<>());
        List<Integer> statuses = Api.atOnce(20, i -> {
            Response answer = tenant.adminSends(tenant.somebody()).post("/user");
            if (answer.statusCode() != 200) {
                refused.add(answer);
            }
            return answer;
        });
        assertThat(Collections.frequency(statuses, 200), is(5));
        assertThat(Collections.frequency(statuses, 409), is(15));
        refused.forEach(answer -> answer.then().body("error_description", is("the extension pool is exhausted")));
    }

    @Test
    void aNumberThatSomebodyTakesByNameMeanwhileIsPassedOver() throws SQLException {
        SmallTenant tenant = SmallTenant.create();
        String loginId = tenant.created();
        Map<String, Object> user = tenant.somebody();
        Response answer = whileOpen("""
                update app_user set extension = '101' where login_id = ?""", loginId,
                () -> tenant.adminSends(user).post("/user"));
        answer.then().statusCode(200);
        tenant.admin().get("/user/" + user.get("loginId")).then().body("extension", is("102"));
    }

    @Test
    void anUpdateThatTakesTheNextNumberPassesOverOneThatSomebodyTakesByName() throws SQLException {
        SmallTenant tenant = SmallTenant.create();
        String other = tenant.created();
        String loginId = tenant.created();
        Response answer = whileOpen("update app_user set extension = '102' where login_id = ?", other,
                () -> tenant.adminSends(Map.of("extension", "")).put("/user/" + loginId));
        answer.then().statusCode(200).body("extension", is("103"));
    }

    @Test
    void anUpdateThatWaitedForADeleteFindsNobody() throws SQLException {
        String loginId = Users.created();
        whileOpen("delete from app_user where login_id = ?", loginId,
                () -> Api.adminSends(Map.of("firstName", "X", "skills", Map.of("English", 1))).put("/user/" + loginId))
                .then().statusCode(404).body("error_description", is("user not found"));
    }

    @RepeatedTest(3)
    void anUpdateRacingADeleteSucceedsOrFindsNobody() {
        String loginId = Users.created();
        List<Integer> statuses = Api.atOnce(8, i -> i == 0 ? Api.admin().delete("/user/" + loginId)
                : i == 1 ? Api.admin().put("/user/lock/" + loginId)
                : Api.adminSends(Map.of("skills", Map.of("English", i), "roles", List.of("Supervisor"), "password",
                        "twelve chars")).put("/user/" + loginId));
        assertThat(statuses.get(0), is(200));
        assertThat(statuses, everyItem(in(List.of(200, 404))));
        Api.admin().get("/user/" + loginId).then().statusCode(404);
    }

    @Test
    void aWrongSecretThatWaitedForADeleteIsRefusedAsEver() throws SQLException {
        String loginId = Users.created();
        whileOpen("delete from app_user where login_id = ?", loginId, () -> Api.requestToken(Api.EXAMPLE, loginId, "wrong"))
                .then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = { "role", "skill", "team" })
    void whatIsDeletedWhileItIsAssignedIsNotFound(String kind) throws SQLException {
        String loginId = Users.created();
        String words = Map.of("role", "Role not found", "skill", "Skill not found", "team", "user team not found").get(kind);
        for (boolean isNew : new boolean[] { true, false }) {
            String name = kind + "-" + UUID.randomUUID();
            Api.admin().put("/" + kind + "/" + name).then().statusCode(200);
            Supplier<Response> assigning =
                    () -> isNew ? Api.adminSends(Users.with(attribute(kind), value(kind, name))).post("/user")
                            : Api.adminSends(Map.of(attribute(kind), value(kind, name))).put("/user/" + loginId);
            whileOpen("delete from " + kind + " where name = ?", name, assigning).then().statusCode(404)
                    .body(is("{\"error\":\"not_found\",\"error_description\":\"" + words + "\"}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "role", "skill", "team" })
    void deletingWhatIsBeingAssignedIsAnOrdinaryAnswer(String kind) {
        for (int round = 0; round < 3; round++) {
            String name = kind + "-" + UUID.randomUUID();
            Api.admin().put("/" + kind + "/" + name).then().statusCode(200);
            List<Integer> statuses = Api.atOnce(6, i -> i == 0 ? Api.admin().delete("/" + kind + "/" + name)
                    : Api.adminSends(Users.with(attribute(kind), value(kind, name))).post("/user"));
            assertThat(Set.of(200, 409).contains(statuses.get(0)), is(true));
            assertThat(statuses.subList(1, 6), everyItem(in(List.of(200, 404))));
            assertThat(statuses.get(0) == 200, is(!statuses.subList(1, 6).contains(200)));
        }
    }

    @Test
    void twoPutsOfOneRoleAtOnceMakeOne() {
        String role = "role-" + UUID.randomUUID();
        List<Integer> statuses = Api.atOnce(10,
                i -> Api.adminSends(Map.of("privileges", List.of("View audit"))).put("/role/" + role));
        assertThat(statuses, everyItem(is(200)));
        assertThat(TestDatabase.value("select count(*) from role where name = ?", role), is("1"));
    }

    /** Makes a call while another transaction has run a statement and not committed it yet; it does once the call waits for it. */
    private static Response whileOpen(String sql, String parameter, Supplier<Response> call) throws SQLException {
        try (Connection other = TestDatabase.connection(); PreparedStatement statement = other.prepareStatement(sql)) {
            other.setAutoCommit(false);
            statement.setString(1, parameter);
            assertThat(statement.executeUpdate(), is(1));
            CompletableFuture<Response> answer = Background.supply(call);
            TestDatabase.awaitWaiter(answer);
            other.commit();
            return answer.join();
        }
    }

    private static String attribute(String kind) {
        return kind.equals("team") ? "team" : kind + "s";
    }

    private static Object value(String kind, String name) {
        return kind.equals("team") ? name : kind.equals("role") ? List.of(name) : Map.of(name, 1);
    }

    private static List<String> extensions(SmallTenant tenant) {
        return TestDatabase.column("select extension from app_user u join tenant t on t.id = u.tenant_id "
                + "where t.name = ? and login_id <> 'admin'", tenant.name());
    }
}
