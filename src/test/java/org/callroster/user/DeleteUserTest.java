package org.callroster.user;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Contract section 3, Delete. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DeleteUserTest {

    @Test
    void aDeletedUserIsGone() {
        String loginId = Users.created();
        Response deleted = Api.admin().delete("/user/" + loginId);
        deleted.then().statusCode(200).header("Content-Type", is("application/json")).header("Content-Length", is("2"));
        assertThat(deleted.asByteArray(), is(new byte[] { 'O', 'K' }));
        Api.admin().get("/user/" + loginId).then().statusCode(404)
                .body(is("{\"error\":\"not_found\",\"error_description\":\"user not found\"}"));
        Api.admin().delete("/user/" + loginId).then().statusCode(404)
                .body(is("{\"error\":\"not_found\",\"error_description\":\"user not found\"}"));
    }

    @Test
    void ifMatchIsHonoured() {
        String loginId = Users.created();
        Api.admin().header("If-Match", "\"0\"").delete("/user/" + loginId).then().statusCode(412)
                .body("error", is("precondition_failed"));
        String etag = Api.admin().get("/user/" + loginId).then().statusCode(200).extract().header("ETag");
        Api.admin().header("If-Match", etag).delete("/user/" + loginId).then().statusCode(200);
    }

    @Test
    void theLoginMayBeGivenAgainAndTheETagIsAnother() {
        String loginId = Users.created();
        String first = Api.admin().get("/user/" + loginId).header("ETag");
        Api.admin().delete("/user/" + loginId).then().statusCode(200);
        Users.created(Users.named(loginId));
        Api.admin().get("/user/" + loginId).then().statusCode(200).header("ETag", not(first));
    }

    @Test
    void hisExtensionGoesBackToThePool() {
        SmallTenant tenant = SmallTenant.withPool(100, 102);
        tenant.created();
        String second = tenant.created();
        tenant.created();
        tenant.admin().delete("/user/" + second).then().statusCode(200);
        tenant.admin().get("/user/" + tenant.created()).then().body("extension", is("101"));
    }

    @Test
    void allThatHangsOnHimGoesWithHim() {
        Map<String, Object> user = Users.with("skills", Map.of("English", 1));
        String loginId = Users.created(user);
        String secret = Api.newSecret(Api.EXAMPLE, loginId);
        Api.requestToken(Api.EXAMPLE, loginId, "wrong");
        String id = TestDatabase.value("select id from app_user where login_id = ?", loginId);
        Api.admin().delete("/user/" + loginId).then().statusCode(200);
        for (String table : new String[] { "user_role", "user_skill", "supervised_team", "api_secret", "login_failure" }) {
            assertThat(TestDatabase.value("select count(*) from " + table + " where user_id = cast(? as uuid)", id), is("0"));
        }
        Api.requestToken(Api.EXAMPLE, loginId, secret).then().statusCode(401);
    }

    @Test
    void hisTokensDieAndAreNoTokensOfTheNextOneOfThatName() throws InterruptedException {
        String loginId = Users.createdWithRoles("Supervisor");
        String token = Api.newToken(Api.EXAMPLE, loginId);
        Api.withToken(token).get("/team").then().statusCode(200);
        Api.admin().delete("/user/" + loginId).then().statusCode(200);
        Map<String, Object> again = Users.named(loginId);
        again.put("roles", List.of("Supervisor"));
        Users.created(again);
        SteppedTicker.passASecond();
        Api.withToken(token).get("/team").then().statusCode(401).body("error", is("invalid_token"));
    }
}
