package org.callroster.audit;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** Each change leaves one row that says who did what to whom; a call that fails or changes nothing leaves none. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditTest {

    private final SmallTenant tenant = SmallTenant.create();
    private String loginId;

    @BeforeEach
    void aUser() {
        loginId = tenant.created();
        TestDatabase.execute("delete from audit where tenant_id = (select id from tenant where name = ?)", tenant.name());
    }

    @Test
    void changesOfUsersAreRecorded() {
        Map<String, Object> user = tenant.somebody();
        user.put("loginId", "Ada/Ü");
        tenant.adminSends(user).post("/user").then().statusCode(200);
        tenant.adminSends(Map.of("firstName", "X")).put("/user/ada%2F%C3%BC").then().statusCode(200);
        tenant.adminSends(Map.of("password", "twelve chars")).put("/user/" + loginId).then().statusCode(200);
        tenant.admin().delete("/user/ADA%2F%C3%9C").then().statusCode(200);
        recorded("admin: user created Ada/Ü", "admin: user updated Ada/Ü",
                "admin: user updated, password set " + loginId, "admin: user deleted Ada/Ü");
    }

    @Test
    void changesOfTheDirectoryAreRecorded() {
        for (String kind : new String[] { "team", "skill" }) {
            tenant.admin().put("/" + kind + "/New").then().statusCode(200);
            tenant.admin().put("/" + kind + "/New").then().statusCode(200);
            tenant.admin().delete("/" + kind + "/New").then().statusCode(200);
        }
        tenant.adminSends(Map.of("privileges", List.of("View audit"))).put("/role/New").then().statusCode(200);
        tenant.admin().delete("/role/New").then().statusCode(200);
        recorded("admin: team created New", "admin: team deleted New", "admin: skill created New", "admin: skill deleted New",
                "admin: role written New", "admin: role deleted New");
    }

    @Test
    void aLockClearedIsRecorded() {
        tenant.admin().put("/user/lock/" + loginId).then().statusCode(200);
        Api.requestToken(tenant.name(), loginId, "wrong").then().statusCode(401);
        tenant.admin().put("/user/lock/" + loginId).then().statusCode(200);
        recorded(loginId + ": login failed " + loginId, "admin: lock cleared " + loginId);
    }

    @Test
    void theActorIsWhoCalled() {
        String other = tenant.created("Everything");
        TestDatabase.execute("delete from audit where tenant_id = (select id from tenant where name = ?)", tenant.name());
        Api.sends(tenant.name(), other, Map.of("firstName", "X")).put("/user/" + loginId).then().statusCode(200);
        recorded(other + ": user updated " + loginId);
    }

    @Test
    void whatFailsOrChangesNothingLeavesNoRow() {
        Map<String, Object> taken = tenant.somebody();
        taken.put("loginId", loginId);
        Map<String, Object> sameExtension = tenant.somebody();
        sameExtension.put("extension", "1");
        List<Integer> statuses = List.of(
                tenant.adminSends(taken).post("/user").statusCode(),
                tenant.adminSends(sameExtension).post("/user").statusCode(),
                tenant.adminSends(tenant.somebody("No such role")).post("/user").statusCode(),
                tenant.adminSends(Map.of("extension", "1")).put("/user/" + loginId).statusCode(),
                tenant.adminSends(Map.of("team", "No such team")).put("/user/" + loginId).statusCode(),
                tenant.adminSends(Map.of("disabled", true)).put("/user/admin").statusCode(),
                tenant.admin().delete("/user/admin").statusCode(),
                tenant.admin().delete("/user/nobody").statusCode(),
                tenant.admin().delete("/team/Staff").statusCode(),
                tenant.admin().delete("/role/Everything").statusCode(),
                tenant.adminSends(Map.of("privileges", List.of())).put("/role/Everything").statusCode(),
                tenant.admin().put("/user/lock/nobody").statusCode());
        assertThat(statuses, everyItem(greaterThanOrEqualTo(400)));
        assertThat(statuses, everyItem(lessThan(500)));
        tenant.admin().put("/user/" + loginId).then().statusCode(200);
        tenant.admin().get("/user/" + loginId).then().statusCode(200);
        recorded();
    }

    private void recorded(String... entries) {
        assertThat(TestDatabase.column("select actor || ': ' || action || ' ' || subject from audit "
                + "where tenant_id = (select id from tenant where name = ?) order by at, id", tenant.name()),
                is(List.of(entries)));
    }
}
