package org.callroster.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.callroster.access.AccessView;
import org.callroster.header.Etag;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;

/** A user read in one round trip: the view for clients, and the fields that the rules need. */
public record UserRow(UUID id, UUID teamId, long version, UserView view) {

    /** What changes by itself: names of what the user has may be changed, too. */
    private record Beside(LoginInfoView loginInfo, AccessView access, String team, Set<String> roles, Set<String> skills) {

        static Beside of(UserView view, AccessView access) {
            return new Beside(view.loginInfo(), access, view.team(), new TreeSet<>(view.roles()),
                    new TreeSet<>(view.skills().keySet()));
        }
    }

    static final String SKILLS = """
            (select json_object_agg(s.name, us.level order by s.name)
                    from user_skill us join skill s on s.tenant_id = us.tenant_id and s.id = us.skill_id
                    where us.tenant_id = $1 and us.user_id = u.id) as skills""";

    static final String ROLES = """
            (select json_agg(r.name order by r.name)
                    from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
                    where ur.tenant_id = $1 and ur.user_id = u.id) as roles""";

    /** Of users {@code u} of the tenant {@code $1}. {@link #of} reads them. */
    public static final String COLUMNS = """
            u.id, u.team_id, u.version, u.disabled, u.change_password, u.login_id, u.first_name, u.last_name,
                t.name as team, u.extension, u.work_phone, u.mobile_phone, u.email,\
            """ + SKILLS + ", " + ROLES + """
            , i.last_login, i.last_logout, i.browser, i.os, i.ip_address, i.user_agent, i.app_type,
                i.user_id is not null and not u.disabled and exists (
                    select 1 from session s where s.tenant_id = $1 and s.user_id = u.id
                        and s.credential_version = u.credential_version and s.expires_at > now()) as is_logged_in""";

    /** What the columns need, after a table {@code u}. */
    public static final String JOINS = """
             join team t on t.tenant_id = $1 and t.id = u.team_id
            left join login_info i on i.tenant_id = $1 and i.user_id = u.id""";

    public static UserRow of(Row row) {
        UserView view = new UserView(row.getBoolean("disabled"), row.getBoolean("change_password"),
                skills(row.getJsonObject("skills")), row.getString("login_id"),
                row.getString("first_name"), row.getString("last_name"), row.getString("team"),
                row.getString("extension"), row.getString("work_phone"),
                row.getString("mobile_phone"), row.getString("email"),
                roles(row.getJsonArray("roles")), LoginInfoView.of(row));
        return new UserRow(row.getUUID("id"), row.getUUID("team_id"), row.getLong("version"), view);
    }

    static Map<String, Integer> skills(JsonObject aggregated) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        if (aggregated != null) {
            aggregated.forEach(skill -> levels.put(skill.getKey(), (Integer) skill.getValue()));
        }
        return levels;
    }

    static List<String> roles(JsonArray aggregated) {
        return aggregated == null ? List.of() : aggregated.stream().map(String.class::cast).toList();
    }

    public Etag etag() {
        return etag(null);
    }

    public Etag etag(AccessView access) {
        return Etag.of(version, Beside.of(view, access));
    }
}
