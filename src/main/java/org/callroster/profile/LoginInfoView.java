package org.callroster.profile;

import org.callroster.database.Columns;
import org.callroster.values.Times;

import io.vertx.mutiny.sqlclient.Row;

/** A user's login information, keys in the order of contract section 3; unknown values are left out. */
public record LoginInfoView(
        boolean isLoggedIn,
        String lastLogin,
        String lastLogout,
        String browser,
        String os,
        String ipAddress,
        String userAgent,
        String appType) {

    /** Null if the user has never logged in. */
    public static LoginInfoView of(Row row) {
        return Columns.instant(row, "last_login") == null ? null
                : new LoginInfoView(row.getBoolean("is_logged_in"), Times.text(Columns.instant(row, "last_login")),
                        Times.text(Columns.instant(row, "last_logout")), row.getString("browser"), row.getString("os"),
                        row.getString("ip_address"), row.getString("user_agent"), row.getString("app_type"));
    }
}
