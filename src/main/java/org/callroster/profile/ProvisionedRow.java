package org.callroster.profile;

import java.time.Instant;
import java.util.UUID;

import org.callroster.database.Columns;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A user as identity providers see it: the view for clients, and what providers store beside it.
 *
 * @param version the version of the row
 * @param view without login information
 * @param profile a JSON object; null if there is none
 * @param lockedOut null if it was not read
 */
public record ProvisionedRow(UUID id, UUID teamId, long version, UserView view, String externalId, String displayName,
        String profile, Instant createdAt, Instant modifiedAt, Boolean lockedOut) {

    private static final String COLUMNS = """
            u.id, u.team_id, u.version, u.disabled, u.change_password, u.login_id, u.first_name, u.last_name,
                u.extension, u.work_phone, u.mobile_phone, u.email, u.external_id, u.display_name, u.profile,
                u.created_at, u.modified_at""";

    private static final String LOCKED = """
            exists (select 1 from login_failure f
                    where f.tenant_id = $1 and f.user_id = u.id and f.locked_until > now()) as locked""";

    /** What needs more than the row of the user. The rest is not read unless it is wanted. */
    public record Selection(boolean team, boolean roles, boolean skills, boolean lockedOut) {

        public static final Selection ALL_BUT_LOCK = new Selection(true, true, true, false);

        /** Columns of a user {@code u} of the tenant {@code $1}. {@link ProvisionedRow#of} reads them. */
        public String columns() {
            return COLUMNS
                    + ", " + (team ? "(select t.name from team t where t.tenant_id = $1 and t.id = u.team_id)" : "''")
                    + " as team"
                    + ", " + (skills ? UserRow.SKILLS : "cast(null as json) as skills")
                    + ", " + (roles ? UserRow.ROLES : "cast(null as json) as roles")
                    + ", " + (lockedOut ? LOCKED : "cast(null as boolean) as locked");
        }
    }

    public static ProvisionedRow of(Row row) {
        UserView view = new UserView(row.getBoolean("disabled"), row.getBoolean("change_password"),
                UserRow.skills(row.getJsonObject("skills")), row.getString("login_id"), row.getString("first_name"),
                row.getString("last_name"), row.getString("team"), row.getString("extension"), row.getString("work_phone"),
                row.getString("mobile_phone"), row.getString("email"), UserRow.roles(row.getJsonArray("roles")), null);
        return new ProvisionedRow(row.getUUID("id"), row.getUUID("team_id"), row.getLong("version"), view,
                row.getString("external_id"), row.getString("display_name"), row.getString("profile"),
                Columns.instant(row, "created_at"), Columns.instant(row, "modified_at"), row.getBoolean("locked"));
    }
}
