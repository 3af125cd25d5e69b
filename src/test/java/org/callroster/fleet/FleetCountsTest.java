package org.callroster.fleet;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.bearer.CallerRepository;
import org.callroster.caller.Caller;
import org.callroster.error.Failure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FleetCountsTest {

    private final SmallTenant tenant = SmallTenant.create();

    @Inject
    FleetCounts counts;

    @Inject
    CallerRepository callers;

    /** A team Other with one user, a skill, and a supervisor of Staff. */
    @BeforeEach
    void someUsers() {
        tenant.admin().put("/team/Other").then().statusCode(200);
        tenant.admin().put("/skill/English").then().statusCode(200);
        tenant.admin().put("/skill/German").then().statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Viewer").then().statusCode(200);
        create(Map.of("loginId", "ann", "team", "Other", "roles", List.of("Viewer"), "skills", Map.of("English", 0)));
        create(Map.of("loginId", "bob", "roles", List.of("Viewer"), "skills", Map.of("English", 80, "German", 50)));
        tenant.superviseStaff("bob");
    }

    @Test
    void allTeamsRolesAndSkillsAreCounted() {
        Caller admin = caller("admin");
        assertEquals(Map.of("Staff", 2L, "Other", 1L), done(() -> counts.ofTeams(admin)));
        assertEquals(Map.of("Everything", 1L, "Viewer", 2L), done(() -> counts.ofRoles(admin)));
        assertEquals(Map.of("English", 2L, "German", 1L), done(() -> counts.ofSkills(admin)));
    }

    @Test
    void onlyWhatIsAskedForIsCounted() {
        Caller admin = caller("admin");
        assertEquals(Map.of("Other", 1L), done(() -> counts.ofTeams(admin, List.of("Other", "Nowhere"))));
        assertEquals(Map.of("Viewer", 2L), done(() -> counts.ofRoles(admin, List.of("Viewer"))));
        assertEquals(Map.of("German", 1L), done(() -> counts.ofSkills(admin, List.of("German"))));
        assertEquals(Map.of(), done(() -> counts.ofSkills(admin, List.of())));
    }

    @Test
    void aSupervisorCountsTheirTeamsAlone() {
        Caller bob = caller("bob");
        assertEquals(Map.of("Staff", 2L, "Other", 0L), done(() -> counts.ofTeams(bob)));
        assertEquals(Map.of("Everything", 1L, "Viewer", 1L), done(() -> counts.ofRoles(bob)));
        assertEquals(Map.of("English", 1L), done(() -> counts.ofSkills(bob, List.of("English"))));
        assertEquals(new UserCount(1, false), done(() -> counts.users(bob, UserFilter.of(Map.of("role", List.of("Viewer"))))));
        Caller ann = caller("ann");
        assertEquals(Map.of("Staff", 0L, "Other", 0L), done(() -> counts.ofTeams(ann)));
    }

    @Test
    void anotherTenantIsNotCounted() {
        String other = SmallTenant.create().name();
        Caller stranger = done(() -> callers.of(other, "admin"));
        assertEquals(Map.of("Staff", 1L), done(() -> counts.ofTeams(stranger)));
        assertEquals(Map.of(), done(() -> counts.ofSkills(stranger, List.of("English"))));
        assertEquals(new UserCount(1, false), done(() -> counts.users(stranger, UserFilter.ALL)));
    }

    @Test
    void usersAreCountedToTenThousand() {
        Caller admin = caller("admin");
        many(9997);
        assertEquals(new UserCount(10_000, false), done(() -> counts.users(admin, UserFilter.ALL)));
        tenant.created();
        assertEquals(new UserCount(10_000, true), done(() -> counts.users(admin, UserFilter.ALL)));
    }

    @Test
    void aFilterIsChecked() {
        Caller admin = caller("admin");
        assertThrows(Failure.class,
                () -> done(() -> counts.users(admin, UserFilter.of(Map.of("q", List.of("x".repeat(200_000)))))));
        assertThrows(Failure.class, () -> done(() -> counts.users(admin, UserFilter.of(Map.of("team", List.of("Nowhere"))))));
    }

    @Test
    void eightCallersAtOnceCountTheSame() {
        Caller admin = caller("admin");
        IntStream.range(0, 8).parallel()
                .forEach(n -> assertEquals(Map.of("Staff", 2L, "Other", 1L), done(() -> counts.ofTeams(admin))));
    }

    private void many(int number) {
        TestDatabase.execute("""
                insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, disabled,
                    change_password, credential_version, version, modified_at, name_key, search_text)
                select t.id, gen_random_uuid(), 'm' || n, 'm' || n, 'F', 'L', s.id, 'm' || n, false, false, 1, 1, now(), 'l', ''
                from tenant t join team s on s.tenant_id = t.id and s.name = 'Staff', generate_series(1, ?) n
                where t.name = ?""", number, tenant.name());
    }

    private void create(Map<String, Object> attributes) {
        Map<String, Object> user = tenant.somebody();
        user.putAll(attributes);
        tenant.adminSends(user).post("/user").then().statusCode(200);
    }

    private Caller caller(String loginId) {
        return done(() -> callers.of(tenant.name(), loginId));
    }

    private static <T> T done(Supplier<Uni<T>> call) {
        try {
            return VertxContextSupport.subscribeAndAwait(call);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
