package org.callroster.session;

import java.util.Arrays;

import org.callroster.database.Columns;
import org.callroster.values.Times;

import io.vertx.mutiny.sqlclient.Row;

/**
 * An open session as its user sees it. Unknown values are null.
 *
 * @param isCurrent whether it is the session that asks
 */
public record OpenSession(String application, String openedAt, String usedAt, String ipAddress, String browser,
        boolean isCurrent) {

    static OpenSession of(Row row, SessionId current) {
        return new OpenSession(Application.named(row.getString("application")).map(Application::appType).orElse(null),
                Times.text(Columns.instant(row, "opened_at")), Times.text(Columns.instant(row, "extended_at")),
                row.getString("ip_address"), row.getString("browser"),
                Arrays.equals(row.getBuffer("hash").getBytes(), current.hash()));
    }
}
