package org.callroster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Users for tests: bodies of the create call. Every test makes its own, so tests don't meet. */
public final class Users {

    private Users() {
    }

    /** The attributes that are required, with a login id nobody has. */
    public static Map<String, Object> somebody() {
        return named("user-" + UUID.randomUUID());
    }

    public static Map<String, Object> named(String loginId) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("loginId", loginId);
        user.put("firstName", "Sheila");
        user.put("lastName", "Jones");
        user.put("team", "Customer Service");
        return user;
    }

    /** Somebody with one more, or another, attribute. */
    public static Map<String, Object> with(String attribute, Object value) {
        Map<String, Object> user = somebody();
        user.put(attribute, value);
        return user;
    }

    /** Creates the user and answers his login id. */
    public static String created(Map<String, Object> user) {
        Api.adminSends(user).post("/user").then().statusCode(200);
        return (String) user.get("loginId");
    }

    public static String created() {
        return created(somebody());
    }

    /** Creates a user with just these roles. */
    public static String createdWithRoles(String... roles) {
        return created(with("roles", List.of(roles)));
    }

    /** Creates a supervisor without Manage all teams, and puts him over these teams. */
    public static String createdSupervisorOf(String... teams) {
        String loginId = createdWithRoles("Supervisor");
        for (String team : teams) {
            TestDatabase.execute("""
                    insert into supervised_team (tenant_id, user_id, team_id)
                    select u.tenant_id, u.id, t.id from app_user u join team t on t.tenant_id = u.tenant_id
                    where u.login_id = ? and t.name = ?""", loginId, team);
        }
        return loginId;
    }
}
