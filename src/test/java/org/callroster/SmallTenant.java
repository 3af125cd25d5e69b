package org.callroster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.callroster.caller.Privilege;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** A tenant of its own for a test that must be alone in it: a team Staff, a role Everything, and an administrator who has it. */
public record SmallTenant(String name) {

    private static final String INSERT = """
            with t as (insert into tenant (id, name) values (gen_random_uuid(), ?) returning id),
            p as (insert into extension_pool select id, array[?::bigint], array[?::bigint], ? from t),
            s as (insert into team select id, gen_random_uuid(), 'Staff' from t returning *),
            r as (insert into role select id, gen_random_uuid(), 'Everything', cast(? as text[]), false from t returning *),
            u as (insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension,
                    disabled, change_password, credential_version, version, created_at, modified_at, name_key, search_text,
                    compared)
                select tenant_id, gen_random_uuid(), 'admin', 'admin', 'Ada', 'Admin', id, '1', false, false, 1, 1,
                    date_trunc('milliseconds', now()), date_trunc('milliseconds', now()), E'admin\\tada', E'\\nadmin\\nada\\nadmin\\n1',
                    E'ada\\nadmin\\n\\n' from s
                returning *)
            insert into user_role select u.tenant_id, u.id, r.id from u, r""";

    public static SmallTenant create() {
        return withPool(100, 9999);
    }

    public static SmallTenant withPool(long first, long last) {
        String name = UUID.randomUUID() + ".example";
        String privileges = Arrays.stream(Privilege.values()).map(Enum::name).collect(Collectors.joining(",", "{", "}"));
        TestDatabase.execute(INSERT, name, first, last, first, privileges);
        return new SmallTenant(name);
    }

    /** A call of the administrator. */
    public RequestSpecification admin() {
        return Api.as(name, "admin");
    }

    /** A call of the administrator with a JSON body. */
    public RequestSpecification adminSends(Object body) {
        return admin().contentType(ContentType.JSON).body(body);
    }

    /** The body of a create call. */
    public Map<String, Object> somebody(String... roles) {
        Map<String, Object> user = Users.somebody();
        user.put("team", "Staff");
        user.put("roles", List.of(roles));
        return user;
    }

    /** Creates a user and answers his login id. */
    public String created(String... roles) {
        return created(somebody(roles));
    }

    /** The same with this body of a create call. */
    public String created(Map<String, Object> user) {
        adminSends(user).post("/user").then().statusCode(200);
        return (String) user.get("loginId");
    }

    /** Written past the service: a user supervises the team Staff from now on. */
    public void superviseStaff(String loginId) {
        TestDatabase.execute("""
                insert into supervised_team select u.tenant_id, u.id, t.id from tenant o
                join app_user u on u.tenant_id = o.id join team t on t.tenant_id = o.id and t.name = 'Staff'
                where o.name = ? and u.login_id = ?""", name, loginId);
    }
}
